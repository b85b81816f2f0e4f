import type { Capability } from '@carethread/contracts';
import { asked, INSTANT, pathParameters, PURPOSE, refusals, TIMES, type QueryParameter } from '@carethread/http-api';

const READ = [
  'MALFORMED',
  'KNOWN_AT_FUTURE',
  'UNAUTHENTICATED',
  'NOT_FOUND',
  'TOO_MANY_REQUESTS',
  'INTERNAL',
  'TIMED_OUT',
  'UNAVAILABLE',
] as const;
const OBJECT = { type: 'object' };
const list = (item: object): object => ({
  type: 'object',
  required: ['items'],
  properties: { items: { type: 'array', items: item } },
});

type ComposedOperation = Readonly<Record<string, unknown>> & { readonly parameters: readonly object[] };

function get(
  path: string,
  about: {
    readonly id: string;
    readonly summary: string;
    readonly query?: readonly QueryParameter[];
    readonly schema: object;
    readonly example: object;
  },
): Readonly<Record<string, Readonly<Record<string, ComposedOperation>>>> {
  const { id, summary, query = [], schema, example } = about;
  return {
    [path]: {
      get: {
        operationId: id,
        tags: [path.split('/')[1]],
        summary,
        parameters: [...pathParameters(path), PURPOSE, ...query],
        responses: {
          '200': { description: 'Done', content: { 'application/json': { schema, example } } },
          ...refusals(READ),
        },
      },
    },
  };
}

const TIMED = {
  type: 'object',
  required: ['service', 'stream', 'type', 'recordedAt'],
  properties: {
    service: { type: 'string' },
    stream: { type: 'string' },
    revision: { type: 'integer' },
    type: { type: 'string' },
    recordedAt: INSTANT,
    occurredAt: INSTANT,
    effectiveFrom: INSTANT,
    payload: OBJECT,
    erased: { type: 'boolean' },
  },
};

/** An event that should stand in a stream and is not there. */
const GAP = {
  type: 'object',
  required: ['service', 'stream', 'revision'],
  properties: { service: { type: 'string' }, stream: { type: 'string' }, revision: { type: 'integer' } },
};

/** What the front composes of several services' own answers: in the document like everything else. */
export const COMPOSED_PATHS = {
  ...get('/audit/persons/{personId}/timeline', {
    id: 'getAuditPersonsPersonIdTimeline',
    summary: 'What happened to a person over all services, as known at an instant',
    query: Object.entries(TIMES).map(([name, schema]) => asked(name, schema)),
    schema: {
      type: 'object',
      required: ['items', 'gaps'],
      properties: { items: { type: 'array', items: TIMED }, gaps: { type: 'array', items: GAP } },
    },
    example: { items: [], gaps: [] },
  }),
  ...get('/audit/streams/{stream}/verification', {
    id: 'getAuditStreamsStreamVerification',
    summary: 'Whether a stream is whole and unchanged, whichever service keeps it',
    schema: { type: 'object', required: ['valid'], properties: { valid: { type: 'boolean' } } },
    example: { valid: true, events: 12 },
  }),
  ...get('/consent/persons/{personId}/access-log', {
    id: 'getConsentPersonsPersonIdAccessLog',
    summary: 'Who looked at a person’s record, and who was turned away, over all services',
    schema: list(OBJECT),
    example: { items: [] },
  }),
  ...get('/care-plan/persons/{personId}/file', {
    id: 'getCarePlanPersonsPersonIdFile',
    summary: 'The person’s file: its parts a to e, and whether each is ready',
    schema: {
      type: 'object',
      required: ['personId', 'ready', 'parts'],
      properties: { personId: { type: 'string' }, ready: { type: 'boolean' }, parts: OBJECT },
    },
    example: { personId: '7b6f3c1e-2f7a-4d0e-9a55-0c4a1d2e3f40', ready: false, parts: { a: { ready: true } } },
  }),
};

export interface ComposedRoute {
  readonly method: 'GET';
  readonly path: string;
  readonly summary: string;
  readonly capability: Capability;
}

const BY_PATH: Readonly<Record<string, Readonly<Record<string, ComposedOperation>>>> = COMPOSED_PATHS;

const composedRoute = (path: string, as: Capability): ComposedRoute => ({
  method: 'GET',
  path: path.replace(/\{([A-Za-z]+)\}/g, ':$1'),
  summary: String(BY_PATH[path]?.['get']?.['summary']),
  capability: as,
});

/** The composed reads as rows of the table of routes: each service that one asks guards its own part by this row. */
export const COMPOSED_ROUTES: readonly ComposedRoute[] = [
  composedRoute('/audit/persons/{personId}/timeline', 'replay'),
  composedRoute('/audit/streams/{stream}/verification', 'audit'),
  composedRoute('/consent/persons/{personId}/access-log', 'accessLog'),
  composedRoute('/care-plan/persons/{personId}/file', 'readPerson'),
];

/** What may stand in the query of a composed read: what its page in the document shows. */
export function composedQuery(path: string): readonly QueryParameter[] {
  const parameters = BY_PATH[path.replace(/:([A-Za-z]+)/g, '{$1}')]?.['get']?.parameters;
  if (parameters === undefined) throw new Error(`${path} is composed and stands in no document`);
  return parameters.filter((one): one is QueryParameter => (one as { readonly in?: string }).in === 'query');
}
