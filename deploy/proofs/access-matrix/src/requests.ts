import type { Operation } from './expected/operations.js';
import { tenantId } from './identities.js';
import type { Ids } from './records-of-one.js';

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A command with an unknown member: a caller who may give it is answered 400, and nothing is stored. */
const NOTHING = { synthetic: true };

/** Operations on things that the world over HTTP has none of; the rule alone is tried for them. */
export const WITHOUT_THING: readonly string[] = [
  'DELETE /assessment/me/notifications',
  'DELETE /assessment/me/calendar',
  'POST /assessment/me/notifications/confirmation',
  // It has no body to be wrong in: whoever may remove the endpoint would.
  'DELETE /care-plan/endpoints/:id',
  // It is answered without a token as well, and so with one that is refused.
  'GET /care-plan/webhook-keys',
  'GET /care-plan/fhir/metadata',
  'GET /care-plan/fhir/SubscriptionTopic/care-plan-changed',
  'GET /care-plan/fhir/Basic/care-plan-changed',
  // One is made only with an address that lies outside, to which this world sends nothing.
  'POST /care-plan/fhir/Subscription',
  'GET /care-plan/fhir/Subscription/:id',
  'DELETE /care-plan/fhir/Subscription/:id',
  'GET /care-plan/fhir/Subscription/:id/$status',
  'GET /care-plan/fhir/Subscription/:id/$events',
  ...['assessment', 'care-plan', 'risk', 'consent', 'cpa'].flatMap((service) => [
    `GET /${service}/tasks/:id`,
    `POST /${service}/tasks/:id/completion`,
  ]),
];

/** The same operation for one person, as a request that stores nothing where that can be helped. */
export function requestOf(operation: Operation, ids: Ids): Request {
  const { method, path } = operation;
  const service = path.split('/')[1] ?? '';
  const personId = ids['person'] ?? '';
  const filled = path.replace(/:(\w+)/g, (_, name: string) => valueOf(name, path, service, ids));
  if (path.endsWith('/attachments') && method === 'POST')
    return {
      method,
      path: `${filled}?personId=${personId}`,
      body: `synthetic ${Math.random()}`,
      headers: { 'content-type': 'text/plain' },
    };
  if (method === 'GET') return { method, path: filled + queryOf(operation, personId, ids) };
  return { method, path: filled, body: bodyOf(method, path, personId, ids) };
}

function valueOf(name: string, path: string, service: string, ids: Ids): string {
  const named: Readonly<Record<string, string | undefined>> = {
    personId: ids['person'],
    planId: ids['plan'],
    n: '1',
    i: '1',
    copyId: ids['copy'],
    contributionId: ids['contribution'],
    hash: ids[`hash of ${service}`],
    stream: streamIn(service, ids),
    staffId: ids['staffId'],
    contactId: ids['staffId'],
    code: 'R1',
    userId: ids['staffId'],
    oid: ids['plan'],
    partyId: ids['staffId'],
    id: idIn(path, ids),
  };
  return named[name] ?? name;
}

/** Whose `:id` it is, by the collection in the path. */
function idIn(path: string, ids: Ids): string | undefined {
  const collection = path.split('/:')[0]?.split('/').slice(1).join('/') ?? '';
  const of: Readonly<Record<string, string | undefined>> = {
    'assessment/organisations': ids['org'],
    'assessment/persons': ids['person'],
    'assessment/assessments': ids['assessment'],
    'assessment/handovers': ids['handover'],
    'care-plan/plans': ids['plan'],
    'care-plan/episodes': ids['episode'],
    'care-plan/subscriptions': ids['subscription'],
    'care-plan/endpoints': ids['endpoint'],
    'care-plan/daily-records': ids['record'],
    'care-plan/disclosures': ids['disclosure'],
    'risk/assessments': ids['risk'],
    'risk/restrictions': ids['restriction'],
    'review/plans': ids['plan'],
    'review/reviews': ids['review'],
    'consent/sign-offs': ids['signOff'],
    'consent/disclosures': ids['disclosure'],
    'consent/notices': ids['notice'],
    'consent/inspections': ids['inspectionId'],
    'consent/data-requests': ids['request'],
    'cpa/cases': ids['caseId'],
    'review/tasks': ids['task'],
  };
  return of[collection];
}

function streamIn(service: string, ids: Ids): string {
  const of: Readonly<Record<string, string>> = {
    assessment: `assessment-${ids['assessment']}`,
    'care-plan': `carePlan-${ids['plan']}`,
    risk: `riskAssessment-${ids['risk']}`,
    review: `review-${ids['review']}`,
    consent: `signOff-${ids['signOff']}`,
    cpa: `cpaCase-${ids['caseId']}`,
  };
  return of[service] ?? '';
}

function queryOf({ path, thing }: Operation, personId: string, ids: Ids): string {
  if (path === '/consent/sign-offs') return `?subjectId=${ids['risk']}`;
  if (path.endsWith('/diff')) return '?from=1&to=1';
  const isList = !path.includes('/:') && !['configuration', 'feed', 'own'].includes(thing);
  return isList ? `?personId=${personId}` : '';
}

/** Where the person or the plan stands in the body alone, it must be understood before anybody can be turned away. */
function bodyOf(method: string, path: string, personId: string, ids: Ids): unknown {
  const planId = ids['plan'];
  const bodies: Readonly<Record<string, unknown>> = {
    'POST /assessment/persons': {
      name: { given: 'Synthetic', family: 'Person' },
      dateOfBirth: '1941-05-04',
      firstLanguage: 'en',
      groups: [],
    },
    'PUT /assessment/me/notifications': { urgent: true },
    'POST /assessment/me/calendar': { timeZone: 'Europe/London' },
    'POST /assessment/assessments': { personId, kind: 'provider', reason: 'synthetic' },
    'POST /assessment/handovers': { personId, providerId: ids['org'], emergency: true },
    'POST /care-plan/plans': { personId, planKind: 'provider' },
    'POST /care-plan/plans/:id/home-copy': { versionNo: 1, place: 'the hall' },
    'POST /care-plan/plans/:id/versions/:n/read-acknowledgements': undefined,
    'POST /care-plan/episodes': { personId, agreedAt: '2026-03-09' },
    'POST /care-plan/subscriptions': { personId },
    'POST /care-plan/notices/acknowledgements': { ids: [planId] },
    'POST /care-plan/endpoints': { kind: 'webhook' },
    'POST /care-plan/daily-records': {
      personId,
      kind: 'note',
      text: 'synthetic',
      occurredAt: '2030-01-01T09:00:00.000Z',
    },
    'POST /care-plan/persons/:personId/break-glass': {},
    'POST /risk/assessments': { personId, planId },
    'POST /risk/restrictions': { personId, measure: 'a synthetic measure' },
    'POST /review/reviews': { personId, planId, type: 'formal', at: '2020-01-01T00:00:00.000Z' },
    'POST /review/competence/:staffId': { course: 'synthetic', completedOn: '2030-01-01' },
    'POST /consent/disclosures': { personId, planId: ids['cpaPlan'], recipientId: tenantId },
    'POST /consent/plans/:planId/restoration': { scope: 'whole' },
    'POST /consent/inspections': { inspectorId: tenantId, from: '2020-01-01', to: '2020-01-01' },
    'POST /consent/data-requests': { personId, right: 'access' },
    // Without a co-ordinator none is opened.
    'POST /cpa/cases': {
      personId: ids['caseless'] ?? personId,
      acceptedOn: '2026-03-02',
      teamId: tenantId,
      teamSetting: 'community',
      regionCode: 'R1',
    },
  };
  const name = `${method} ${path}`;
  return name in bodies ? bodies[name] : NOTHING;
}
