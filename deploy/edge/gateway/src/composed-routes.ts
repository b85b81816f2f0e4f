import { Ids } from '@carethread/contracts';
import { asked, codes, TIMES } from '@carethread/http-api';
import type { ComposedRoute } from './composed-route.js';
import { OVERVIEW_ROUTES } from './overview/overview-operations.js';

const MOST_ACTORS = 200;

class ActorsRequest {
  /** Pseudonyms, as stored events name whoever acted. */
  @Ids({ min: 1, max: MOST_ACTORS }) users!: string[];
}

const schema = (name: string): { readonly $ref: string } => ({ $ref: `#/components/schemas/${name}` });
const listOf = (items: object, description: string): object => ({ type: 'array', items, description });
const isReady = { type: 'boolean', description: 'Whether this part holds what a file must hold' };
const part = (members: Readonly<Record<string, object>>, ...required: readonly string[]): object => ({
  type: 'object',
  required: ['ready', ...required],
  properties: { ready: isReady, ...members },
});
const personId = { type: 'string', format: 'uuid', description: 'The person' };

const NEXT = { type: 'string', description: 'Send it as `after`; absent on the last page' };
const PAGED = [
  asked('after', { type: 'string', description: 'The `next` of the page before' }),
  asked('limit', { type: 'integer', minimum: 1, maximum: 200, description: 'How many at most; all by default' }),
];

const EVIDENCE = {
  type: 'object',
  required: ['knownAt', 'head', 'lines', 'notYetEffective'],
  properties: {
    knownAt: { type: 'string', format: 'date-time', description: 'Everything that was recorded by then is there' },
    head: {
      type: 'object',
      required: ['position', 'logHash'],
      properties: {
        position: { type: 'integer', description: 'How far the whole log reached' },
        logHash: { type: 'string', description: 'Its running hash there' },
      },
      description: 'To compare with a head that was kept elsewhere',
    },
    lines: listOf({ type: 'string' }, 'Lines of an audit export, in the order of the log'),
    notYetEffective: listOf({ type: 'string', format: 'uuid' }, 'Events that take effect after effectiveAt'),
  },
};

/** The composed reads as rows of the table of routes. */
export const COMPOSED_ROUTES: readonly ComposedRoute[] = [
  {
    method: 'GET',
    path: '/audit/persons/:personId/timeline',
    operationId: 'getPersonTimeline',
    summary: 'What happened to a person over all services, as known at an instant',
    capability: 'replay',
    query: [
      ...Object.entries(TIMES).map(([name, form]) => asked(name, form)),
      ...PAGED,
      asked('service', {
        ...codes('assessment', 'care-plan', 'risk', 'review', 'consent', 'cpa'),
        description: 'One service, by the first segment of its paths',
      }),
      asked('type', { type: 'string', description: 'Events of one type, of those that some service has' }),
      asked('fields', { ...codes('summary'), description: 'Without what the events say' }),
    ],
    answer: {
      type: 'object',
      required: ['personId', 'items', 'gaps'],
      properties: {
        personId,
        items: listOf(schema('TimelineItem'), 'Events of every service, by when they were recorded'),
        next: NEXT,
        gaps: listOf(schema('Gap'), 'Events that should stand in a stream and are not there'),
      },
    },
  },
  {
    method: 'GET',
    path: '/audit/persons/:personId/evidence',
    operationId: 'getPersonEvidence',
    summary:
      'What was recorded about a person over all services, as an audit export holds it: verify it with no more than this',
    capability: 'audit',
    query: Object.entries(TIMES).map(([name, form]) => asked(name, form)),
    answer: {
      type: 'object',
      required: ['format', 'personId', 'exportedAt', 'note', 'services'],
      properties: {
        format: { type: 'integer', enum: [1], description: 'Of this file' },
        personId,
        exportedAt: { type: 'string', format: 'date-time', description: 'When it was written' },
        effectiveAt: { type: 'string', description: 'As it was asked for' },
        note: listOf({ type: 'string' }, 'How to check it, what that proves, and what it does not'),
        services: {
          type: 'object',
          additionalProperties: EVIDENCE,
          description: 'By the name of the service',
        },
      },
    },
  },
  {
    method: 'GET',
    path: '/audit/streams/:stream/verification',
    operationId: 'verifyStream',
    summary: 'Whether a stream is whole and unchanged, whichever service keeps it',
    capability: 'audit',
    query: [],
    answer: schema('GetStreamVerificationAnswer'),
  },
  {
    method: 'POST',
    path: '/audit/actors',
    operationId: 'nameActors',
    summary: 'Who acted, by the pseudonyms that stored events name them by; each look is logged',
    capability: 'audit',
    query: [],
    body: ActorsRequest,
    answer: schema('ListStaffActorsAnswer'),
  },
  {
    method: 'GET',
    path: '/consent/persons/:personId/access-log',
    operationId: 'listPersonAccesses',
    summary: 'Who looked at a person’s record, and who was turned away, over all services',
    capability: 'accessLog',
    query: [
      ...PAGED,
      asked('fold', {
        ...codes('request', 'none'),
        description: 'request: what one request left in several services is one entry, with the `others` beside it',
      }),
    ],
    answer: {
      type: 'object',
      required: ['items'],
      properties: {
        items: listOf(schema('AccessShown'), 'Reads and refusals of every service, in their order'),
        next: NEXT,
      },
    },
  },
  {
    method: 'GET',
    path: '/care-plan/persons/:personId/file',
    operationId: 'getPersonFile',
    summary: 'The person’s file: its parts a to e, and whether each is ready',
    capability: 'readPerson',
    query: [],
    answer: {
      type: 'object',
      required: ['personId', 'ready', 'parts'],
      properties: {
        personId,
        ready: { type: 'boolean', description: 'Whether every part is ready' },
        parts: {
          type: 'object',
          description: 'The parts of the file by their letters',
          required: ['a', 'b', 'c', 'd', 'e'],
          properties: {
            a: part({ basicInformation: schema('GetPersonAnswer') }, 'basicInformation'),
            b: part({ assessments: listOf(schema('ListAssessmentsItem'), 'Completed assessments') }, 'assessments'),
            c: part({ firstPlan: schema('GetPersonFirstPlanAnswer') }),
            d: part(
              { riskAssessments: listOf(schema('ListRiskAssessmentsItem'), 'Risk assessments') },
              'riskAssessments',
            ),
            e: part(
              {
                reviews: listOf(schema('ListReviewsItem'), 'Reviews'),
                changes: listOf({ type: 'object' }, 'What the first plan’s later versions changed'),
              },
              'reviews',
              'changes',
            ),
          },
        },
      },
    },
  },
  ...OVERVIEW_ROUTES,
];

/** A composed read, as the document has it. */
export function composedRoute(path: string): ComposedRoute {
  const found = COMPOSED_ROUTES.find((one) => one.path === path);
  if (found === undefined) throw new Error(`${path} is composed and stands in no document`);
  return found;
}
