import { CAPABILITIES, fieldsOf, REFUSALS, ROLES, schemaOf } from '@carethread/contracts';
import type { Route } from './route.js';

/** Which refusals any route may give, besides those of its own rules. */
const ALWAYS = [
  'MALFORMED',
  'UNAUTHENTICATED',
  'NOT_FOUND',
  'TOO_MANY_REQUESTS',
  'INTERNAL',
  'TIMED_OUT',
  'NOT_YET_KNOWN',
] as const;
const ON_COMMANDS = [
  'ROLE_NOT_PERMITTED',
  'STATE_CONFLICT',
  'IDEMPOTENCY_MISMATCH',
  'STALE_VERSION',
  'TOO_LARGE',
  'MEDIA_TYPE_UNSUPPORTED',
  'FUTURE_DATE',
  'WRITES_REFUSED',
] as const;

/** OpenAPI 3.1, drawn from the same table of routes that guards and validates: what is not in it does not exist. */
export function openApi(routes: readonly Route[], version: string): object {
  const schemas: Record<string, unknown> = { Problem: problemSchema };
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:([A-Za-z]+)/g, '{$1}');
    const operation = operationOf(route);
    if (route.kind === 'command' && route.body !== undefined) schemas[route.body.name] = schemaOf(route.body);
    (paths[path] ??= {})[route.method.toLowerCase()] = operation;
  }
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
    components: { schemas, securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  };
}

function operationOf(route: Route): object {
  const names = [...route.path.matchAll(/:([A-Za-z]+)/g)].map((found) => found[1] ?? '');
  const parameters: object[] = names.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: /id$/i.test(name) ? { type: 'string', format: 'uuid' } : { type: 'string', maxLength: 200 },
  }));
  const header = (name: string, required: boolean, description: string): object => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
  });
  parameters.push(
    header(
      'Prefer',
      false,
      'wait-for=<position>[,<position>…]: wait until this service knows what those answers stored',
    ),
  );
  if (route.kind === 'command') {
    if (route.method === 'POST')
      parameters.push(header('Idempotency-Key', true, 'The same key and body twice is stored once'));
    parameters.push(header('If-Match', route.ifMatch === 'required', 'The ETag last read'));
  } else {
    parameters.push(
      header('X-Purpose', false, 'Why the record is read: auditors, the DPO, inspectors and the DWP must say'),
    );
    if (route.kind === 'list')
      parameters.push({ name: 'personId', in: 'query', required: true, schema: { type: 'string', format: 'uuid' } });
    if (route.kind === 'read')
      for (const name of ['knownAt', 'effectiveAt'])
        parameters.push({ name, in: 'query', required: false, schema: { type: 'string', format: 'date-time' } });
  }
  const success = route.kind === 'command' && (route.creates === true || route.created === true) ? '201' : '200';
  const codes = route.kind === 'command' ? [...ALWAYS, ...ON_COMMANDS] : ALWAYS;
  const byStatus = Map.groupBy(codes, (code) => String(REFUSALS[code][0]));
  const refusals = Object.fromEntries(
    [...byStatus, ['422', ['a rule of the domain, see `code`']] as const].map(([status, of]) => [
      status,
      {
        description: of.join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
  const roles = Object.entries(CAPABILITIES[route.as]).map(
    ([role, grade]) => `${ROLES[role as keyof typeof ROLES]} (${String(grade)})`,
  );
  return {
    operationId: `${route.method.toLowerCase()}${route.path.replace(/[:/-]+(.)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [route.path.split('/')[1]],
    summary: route.summary,
    description: `Roles: ${roles.join(', ')}. Y own tenant, R own relationship, P with permission.`,
    parameters,
    ...(route.kind === 'command'
      ? {
          requestBody: {
            required: route.body !== undefined && [...fieldsOf(route.body).values()].some(({ optional }) => !optional),
            content: {
              'application/json': {
                schema:
                  route.body === undefined ? { type: 'object' } : { $ref: `#/components/schemas/${route.body.name}` },
              },
            },
          },
        }
      : {}),
    responses: {
      [success]: { description: 'Done', content: { 'application/json': { schema: { type: 'object' } } } },
      ...refusals,
    },
  };
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'items', 'correlationId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(REFUSALS) },
    detail: { type: 'string' },
    items: { type: 'array', items: { type: 'string' } },
    correlationId: { type: 'string', format: 'uuid' },
  },
};
