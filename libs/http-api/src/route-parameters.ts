import { listQueryOf } from './list-query.js';
import type { QueryParameter, QuerySchema } from './query-parameters.js';
import type { Route } from './route.js';

/** A header of a request, as the OpenAPI document has it. */
export interface HeaderParameter {
  readonly name: string;
  readonly in: 'header';
  readonly required: boolean;
  readonly description: string;
  readonly schema: { readonly type: 'string' };
}

const header = (name: string, required: boolean, description: string): HeaderParameter => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
});
export const asked = (name: string, schema: QuerySchema, required = false): QueryParameter => ({
  name,
  in: 'query',
  required,
  schema,
});
/** A member of a query that takes one of these codes. */
export const codes = (...among: readonly string[]): QuerySchema => ({ type: 'string', enum: among });
export const PURPOSE = header(
  'X-Purpose',
  false,
  'Why the record is read: auditors, the DPO, inspectors and the DWP must say',
);
export const INSTANT = { type: 'string', format: 'date-time' } as const;
const WHEN = { ...INSTANT, description: 'An instant in UTC; a date stands for its midnight in local time' } as const;
/** The pair of instants of which a read can answer: as known then, as effective then. */
export const TIMES = { knownAt: WHEN, effectiveAt: WHEN } as const;
const UUID = { type: 'string', format: 'uuid' } as const;
const TEXT = { type: 'string' } as const;
const WAIT = header(
  'Prefer',
  false,
  'wait-for=<position>[,<position>…]: wait until this service knows what those answers stored',
);

/** What may stand in the headers and in the query of a route's requests. */
export function parametersOf(route: Route): readonly (HeaderParameter | QueryParameter)[] {
  const key = (required: boolean): HeaderParameter =>
    header('Idempotency-Key', required, 'The same key and body twice is stored once');
  const precondition = header(
    'If-Match',
    false,
    'The ETag last read, or the revision; 428 where it is needed and missing',
  );
  const headers: Readonly<Record<Route['kind'], readonly HeaderParameter[]>> = {
    command: [WAIT, key(route.method === 'POST' && !isKeyless(route)), precondition],
    batch: [WAIT, key(true)],
    upload: [WAIT, key(true)],
    list: [WAIT, PURPOSE],
    read: [WAIT, PURPOSE],
    query: [WAIT, PURPOSE],
  };
  return [...headers[route.kind], ...queryParameters(route)];
}

/** Whether a command that is sent needs no key. */
export const isKeyless = (route: Route): boolean => route.kind === 'command' && route.keyless === true;

const MOST_ITEMS = 200;
const PAGED = [asked('after', TEXT), asked('limit', { type: 'integer', minimum: 1, maximum: MOST_ITEMS })];

/** What may stand in a route's query: the document shows these, and a request with any other is refused. */
export function queryParameters(route: Route): readonly QueryParameter[] {
  switch (route.kind) {
    case 'command':
    case 'batch':
      return [];
    case 'upload':
      return [asked('personId', UUID, true)];
    case 'list':
      return route.entries === undefined
        ? [asked('personId', UUID, true), ...PAGED, ...askedOf(route.filters ?? {})]
        : [asked('personId', UUID), ...PAGED, ...askedOf({ ...listQueryOf(route.entries), ...route.filters })];
    case 'read':
      return askedOf({ ...TIMES, ...route.queryParameters });
    case 'query': {
      const own = askedOf(route.queryParameters ?? {});
      return route.paged === undefined ? own : [...PAGED, ...own];
    }
  }
}

function askedOf(asks: Readonly<Record<string, QuerySchema>>): readonly QueryParameter[] {
  return Object.entries(asks).map(([name, schema]) => asked(name, schema));
}
