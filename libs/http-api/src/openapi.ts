import { CAPABILITIES, fieldsOf, ROLES, schemaOf, type Shown } from '@carethread/contracts';
import type { QueryParameter, QuerySchema } from './query-parameters.js';
import { ANSWER_SCHEMAS, answersOf, REFUSAL_RESPONSES } from './openapi-answers.js';
import { exampleOf } from './openapi-examples.js';
import { BareRequest, isWrite, type CommandRoute, type Route } from './route.js';

type Paths = Readonly<Record<string, Readonly<Record<string, object>>>>;

/**
 * OpenAPI 3.1, drawn from the same table of routes that guards and validates: what is not in it does not exist.
 * @param composed what the front composes of several services, in OpenAPI's own words
 */
export function openApi(routes: readonly Route[], version: string, composed: Paths = {}): object {
  const schemas: Record<string, unknown> = { ...ANSWER_SCHEMAS };
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:([A-Za-z]+)/g, '{$1}');
    if (route.kind === 'command' && route.body !== undefined)
      schemas[nameOf(route, route.body)] = schemaOf(route.body, byReference(route, schemas));
    (paths[path] ??= {})[route.method.toLowerCase()] = operationOf(route);
  }
  for (const [path, methods] of Object.entries(composed)) paths[path] = { ...paths[path], ...methods };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Carethread',
      version,
      description: 'Care and support planning on a record that is never destroyed.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      schemas,
      responses: REFUSAL_RESPONSES,
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

/** Classes that many fields share are shown once each, and named wherever they stand. */
function byReference(route: Route, schemas: Record<string, unknown>): Shown {
  const shown: Shown = {
    part: (of) => {
      const name = nameOf(route, of);
      if (schemas[name] === undefined) {
        schemas[name] = {};
        schemas[name] = schemaOf(of, shown);
      }
      return { $ref: `#/components/schemas/${name}` };
    },
  };
  return shown;
}

/** Two services may call a request alike, and mean two things. */
function nameOf(route: Route, body: { readonly name: string }): string {
  return `${tagOf(route).replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())}${body.name}`;
}

function tagOf({ path }: Route): string {
  return path.split('/')[1] ?? '';
}

function operationOf(route: Route): object {
  const roles = Object.entries(CAPABILITIES[route.capability]).map(
    ([role, grade]) => `${ROLES[role as keyof typeof ROLES]} (${String(grade)})`,
  );
  return {
    operationId: `${route.method.toLowerCase()}${route.path.replace(/[:/-]+(.)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [tagOf(route)],
    summary: route.summary,
    description: `Roles: ${roles.join(', ')}. Y own tenant, R own relationship, P with permission.`,
    parameters: [...pathParameters(route.path), ...parametersOf(route)],
    ...bodyOf(route),
    responses: answersOf(route),
  };
}

export function pathParameters(path: string): readonly object[] {
  return [...path.matchAll(/[:{]([A-Za-z]+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: /id$/i.test(name)
      ? { type: 'string', format: 'uuid' }
      : name === 'hash'
        ? { type: 'string', pattern: '^[0-9a-f]{64}$' }
        : { type: 'string', maxLength: 200 },
  }));
}

const header = (name: string, required: boolean, description: string): object => ({
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

function parametersOf(route: Route): readonly object[] {
  const key = (required: boolean): object =>
    header('Idempotency-Key', required, 'The same key and body twice is stored once');
  const precondition = header(
    'If-Match',
    false,
    'The ETag last read, or the revision; 428 where it is needed and missing',
  );
  const headers: Readonly<Record<Route['kind'], readonly object[]>> = {
    command: [WAIT, key(route.method === 'POST'), precondition],
    upload: [WAIT, key(true)],
    list: [WAIT, PURPOSE],
    read: [WAIT, PURPOSE],
    query: [WAIT, PURPOSE],
  };
  return [...headers[route.kind], ...queryParameters(route)];
}

const MOST_ITEMS = 200;
const PAGED = [asked('after', TEXT), asked('limit', { type: 'integer', minimum: 1, maximum: MOST_ITEMS })];

/** What may stand in a route's query: the document shows these, and a request with any other is refused. */
export function queryParameters(route: Route): readonly QueryParameter[] {
  switch (route.kind) {
    case 'command':
      return [];
    case 'upload':
      return [asked('personId', UUID, true)];
    case 'list':
      return [asked('personId', UUID, true), ...PAGED, ...askedOf(route.filters ?? {})];
    case 'read':
      return askedOf({ ...TIMES, ...route.queryParameters });
    case 'query':
      return [...(route.paged === undefined ? [] : PAGED), ...askedOf(route.queryParameters ?? {})];
  }
}

function askedOf(asks: Readonly<Record<string, QuerySchema>>): readonly QueryParameter[] {
  return Object.entries(asks).map(([name, schema]) => asked(name, schema));
}

function bodyOf(route: Route): object {
  if (!isWrite(route)) return {};
  if (route.kind === 'upload')
    return { requestBody: { required: true, content: Object.fromEntries(route.types.map((type) => [type, {}])) } };
  return { requestBody: jsonBody(route) };
}

function jsonBody(route: CommandRoute): object {
  const { body } = route;
  if (body === undefined)
    return { required: false, content: { 'application/json': { schema: schemaOf(BareRequest), example: {} } } };
  return {
    required: [...fieldsOf(body).values()].some(({ optional }) => !optional),
    content: {
      'application/json': {
        schema: { $ref: `#/components/schemas/${nameOf(route, body)}` },
        example: route.example ?? exampleOf(schemaOf(body)),
      },
    },
  };
}
