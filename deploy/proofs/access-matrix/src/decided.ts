import {
  permit,
  RELATED,
  relationsAfter,
  roleFor,
  type Asking,
  type HoldersFor,
  type AccessFacts,
} from '@carethread/access';
import { Refusal } from '@carethread/contracts';
import { services } from '@carethread/embedded';
import { OWN, type ActingParty, type AnyDecider, type OpenedBy } from '@carethread/event-sourcing';
import {
  callerOf,
  holdersOf,
  holdersOfList,
  holdersOfCommand,
  isWrite,
  requireOwn,
  type Route,
} from '@carethread/http-api';
import { type LoadedStream } from '@carethread/runtime';
import { factsOf, GRANTS, HELD, NOW, OTHER_TENANT, PERSON, TENANT, tokenOf } from './cast.js';
import type { Column } from './expected/columns.js';
import type { Expected } from './expected/expected.js';
import { PERSONLESS, type Operation } from './expected/operations.js';
import { requestBy } from './request-by.js';

const manager = { role: 'SM', organisation: HELD.provider };
/** What each kind of stream holds in the world of the columns, as far as its holder rests on it; and who opened it. */
const STREAMS: Readonly<Record<string, { readonly state?: object; readonly opened?: Partial<OpenedBy> }>> = {
  carePlan: { state: { opened: {} }, opened: { id: HELD.plan } },
  copies: { state: { issued: [{ recipient: { id: 'user contact:copies' } }] }, opened: { id: HELD.plan } },
  readers: { opened: { id: HELD.plan } },
  contributions: { opened: { id: HELD.plan } },
  reviewSchedule: { opened: { id: HELD.plan } },
  careConsent: { opened: { id: HELD.plan } },
  serviceEpisode: { state: { agreement: { providerId: HELD.provider, commissioner: 'council' } }, opened: manager },
  subscription: { state: { providerId: HELD.provider }, opened: manager },
  dailyRecord: { state: { entries: [{ heldBy: HELD.provider }] }, opened: manager },
  riskAssessment: { state: { opened: { planId: HELD.plan } }, opened: manager },
  restriction: { opened: manager },
  attachment: { opened: manager },
  review: { state: { scheduled: { planId: HELD.plan } }, opened: manager },
  signOff: {
    state: { requested: { subject: 'riskAssessment', subjectId: HELD.risk }, signatures: [], awaitingWitness: [] },
    opened: { role: 'SY' },
  },
  consentNotice: {
    state: { told: { about: { kind: 'plan', id: HELD.plan }, to: { kind: 'family', id: 'user recipient' } } },
    opened: { role: 'SY' },
  },
  involvement: { opened: manager },
  person: { opened: { role: 'AS', organisation: 'council-1' } },
  assessment: { opened: { role: 'AS', organisation: 'council-1' } },
  handover: { state: { issued: { providerId: HELD.provider } }, opened: { role: 'AS', organisation: 'council-1' } },
  disclosure: {
    state: { made: { planId: HELD.cpaPlan, recipientId: 'user recipient' } },
    opened: { role: 'CC', organisation: HELD.trust },
  },
  inspection: { state: { grant: { organisationId: HELD.provider } }, opened: manager },
  dataRequest: { opened: { role: 'PE' } },
  cpaCase: {
    state: { teams: [{ organisationId: HELD.trust }], coordinators: [{ userId: 'user keyworker' }] },
    opened: { role: 'CC', organisation: HELD.trust },
  },
  cpaAttachment: { opened: { role: 'CC', organisation: HELD.trust } },
  competence: { state: { training: [{ heldBy: HELD.provider }] }, opened: manager },
  breakGlass: {},
  task: {
    state: { kind: 'synthetic', forRole: 'KW', forUserId: 'user keyworker', organisationId: HELD.provider, ref: {} },
    opened: { role: 'SY' },
  },
  endpoint: { state: { providerId: HELD.provider, state: 'active' }, opened: manager },
  organisation: {},
  cpaRegion: {},
  coordinator: {},
  staffMember: {},
};

function streamOf(decider: AnyDecider, there: boolean): LoadedStream {
  const { state = {}, opened = {} } = STREAMS[decider.category] ?? {};
  const { id = `a stream of ${decider.category}`, ...by } = opened;
  return {
    name: `${decider.category}-${id}`,
    id,
    revision: there ? 1 : 0,
    state: there ? Object.assign({}, decider.initial, state) : decider.initial,
    etag: '',
    editedAt: 1,
    personId: PERSON,
    tenantId: TENANT,
    jurisdiction: 'ENG',
    opened: there ? { id, ...by } : { id },
    erased: false,
    damaged: false,
    commands: new Map(),
    position: 1,
  };
}

/** Things that do not exist before the operation, or whose stream may begin with it. */
const NEW = [
  'new',
  'agreement',
  'newCase',
  'newDisclosure',
  'newGrant',
  'newRequest',
  'newTraining',
  'newHandover',
  'newEndpoint',
];

async function holdersFor(route: Route, operation: Operation, asking: Asking): Promise<HoldersFor> {
  // Asked for by what is to be signed: those that the caller may see, and 404 where there are none.
  if (route.path === '/consent/sign-offs') return signOffHolders(asking);
  if (route.kind === 'list') return holdersOfList(route, [streamOf(route.on, true)], asking);
  if (route.kind === 'query' && route.of === 'each') return () => [RELATED];
  if (route.kind === 'upload') return () => [[OWN]];
  if (route.kind === 'batch') {
    const holder = [await route.holder(requestBy(asking.actor))].flat();
    return () => [holder];
  }
  if (route.kind === 'query') {
    const { of } = route;
    if (of === 'each') return () => [RELATED];
    if ('on' in of) return holdersOf(of.on, streamOf(of.on, true), asking);
    if (operation.thing === 'disclosure')
      return () => [
        [
          { kind: 'plan', planId: HELD.cpaPlan },
          { kind: 'users', userIds: ['user recipient'] },
        ],
      ];
    if (operation.thing === 'training')
      return () => [
        [
          { kind: 'staff', user: 'a member of staff' },
          { kind: 'organisation', organisationId: HELD.provider },
        ],
      ];
    const holder = await of.holder(requestBy(asking.actor));
    return () => [[holder].flat()];
  }
  if (route.kind === 'read') return holdersOf(route.on, streamOf(route.on, true), asking);
  // The stream is named after its user.
  if (operation.thing === 'own') {
    const stream = { ...streamOf(route.on, true), opened: { id: asking.actor.user } };
    return holdersOfCommand(route, stream, asking, { params: {}, body: undefined });
  }
  const opens = NEW.includes(operation.thing) || route.stream === 'new';
  const plan = operation.thing === 'newDisclosure' ? HELD.cpaPlan : HELD.plan;
  const named = operation.thing === 'held' && opens ? { planId: plan } : {};
  const body = operation.thing === 'newDisclosure' ? { planId: plan } : named;
  return holdersOfCommand(route, streamOf(route.on, !opens), asking, { params: {}, body });
}

function signOffHolders(asking: Asking): HoldersFor {
  const found = services.flatMap(({ deciders }) => deciders).find(({ category }) => category === 'signOff');
  if (found === undefined) throw new Error('there are no sign-offs');
  return holdersOf(found, streamOf(found, true), asking);
}

/** What the platform's own rule says of a cell. */
export async function decided(route: Route, operation: Operation, role: string, column: Column): Promise<Expected> {
  const { tenantId, ...actor } = tokenOf(operation, role, column);
  const kind = isWrite(route) ? 'command' : 'read';
  try {
    callerOf({ sub: actor.userId, tenant: tenantId, roles: [role], ...claimOf(actor.organisationId) });
    const permitted = permit(route.capability, actor, kind);
    const current = route.former === 'nothing';
    const asking: Asking = { capability: route.capability, kind, actor, tenantId, permitted, current };
    if (operation.thing === 'registration') return requireOwn(permitted, actor) === '' ? 404 : 'open';
    const personId = PERSONLESS.includes(operation.thing) ? null : PERSON;
    if ((operation.thing === 'grant' || operation.thing === 'endpoint') && tenantId === OTHER_TENANT) return 404;
    const found = await roleFor(knownIn(column), asking, personId, await holdersFor(route, operation, asking));
    if (found === undefined || isOfNobody(operation, actor.user, tenantId, found)) return 404;
    return operation.thing === 'task' && !showsTask(route, actor, column) ? 404 : 'open';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code === 'UNAUTHENTICATED' ? 401 : error.code === 'NOT_FOUND' ? 404 : 403;
  }
}

/** A task is shown to those whose it is, of those who may see such things of the person. */
function showsTask(route: Route, actor: ActingParty, column: Column): boolean {
  const passedUp = { kind: 'synthetic', forRole: 'SM', organisationId: HELD.provider, ref: {} };
  const state = column === 'formerHolder' ? passedUp : STREAMS['task']?.state;
  return 'sees' in route ? (route.sees?.(state, requestBy(actor)) ?? true) : true;
}

/** In another tenant the same member of staff has another pseudonym, and nothing was recorded there. */
function isOfNobody({ thing }: Operation, _user: string, tenantId: string, role: string): boolean {
  return thing === 'training' && tenantId === OTHER_TENANT && role !== 'AU';
}

const claimOf = (org: string | undefined): object => (org === undefined ? {} : { org });

function knownIn(column: Column): AccessFacts {
  const relations = relationsAfter(factsOf(column));
  return {
    now: () => NOW,
    relations: () => Promise.resolve(relations),
    tenantOf: () => Promise.resolve(TENANT),
    grantsOf: (_, organisationId) => Promise.resolve(GRANTS.filter((one) => one.organisationId === organisationId)),
  };
}
