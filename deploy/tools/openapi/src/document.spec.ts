import { publishedFile, validateRequest } from '@carethread/contracts';
import { services } from '@carethread/embedded';
import { COMPOSED_ROUTES, openApiOf } from '@carethread/gateway';
import { readingPath, statusesOf, type Route } from '@carethread/http-api';
import { standardRoutes } from '@carethread/service-kit';
import { Validator } from '@seriousme/openapi-schema-validator';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a document is read here as its reader finds it
type Part = any;

const routes: readonly Route[] = services.flatMap((service) => [...service.routes, ...standardRoutes(service)]);
const document: Part = JSON.parse(publishedFile('openapi.json'));
const template = (path: string): string => path.replace(/:([A-Za-z]+)/g, '{$1}');
const operationAt = ({ method, path }: Pick<Route, 'method' | 'path'>): Part =>
  document.paths[template(path)]?.[method.toLowerCase()];
const operations: Part[] = Object.values(document.paths).flatMap((methods: Part) => Object.values(methods));
const partAt = (reference: string): Part =>
  reference
    .slice(2)
    .split('/')
    .reduce((inside: Part, name) => inside?.[name], document);
const responseOf = (operation: Part, status: string): Part => {
  const response = operation.responses[status];
  return response?.$ref === undefined ? response : partAt(response.$ref);
};

describe('the OpenAPI document', () => {
  it('is OpenAPI 3.1 to a validator that is not ours', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
  });

  it('knows every route, each by a name of its own', () => {
    expect([...routes, ...COMPOSED_ROUTES].filter((route) => operationAt(route) === undefined)).toEqual([]);
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(routes.length + COMPOSED_ROUTES.length);
    expect(names).toEqual(expect.arrayContaining(['openPlan', 'attachStatement', 'getPlan', 'listPlans']));
  });

  it('names only what it holds, each schema by a title of its own, and no keyword of ours but under x-', () => {
    const text = JSON.stringify(document);
    for (const [, reference = ''] of text.matchAll(/"\$ref":"([^"]+)"/g))
      expect({ reference, part: typeof partAt(reference) }).toEqual({ reference, part: 'object' });
    const schemas = Object.entries<Part>(document.components.schemas);
    expect(schemas.filter(([name, { title }]) => title !== name).map(([name]) => name)).toEqual([]);
    expect(/"carethread[A-Z-]|"format":"carethread/.test(text)).toBe(false);
    expect(text.includes('in a request it is ignored')).toBe(false);
  });

  it('serves the operations of the services that run, and no other', () => {
    const { paths } = JSON.parse(openApiOf(routes.filter(({ path }) => path.startsWith('/risk/'))));
    const first = new Set(Object.keys(paths).map((path) => path.split('/')[1]));
    expect(first).toEqual(new Set(['risk', ...COMPOSED_ROUTES.map(({ path }) => path.split('/')[1])]));
  });

  it.each(routes.flatMap((route) => ('body' in route && route.body !== undefined ? [route] : [])))(
    '$method $path shows a body that is taken',
    (route) => {
      const { schema, example = partAt(schema.$ref).examples[0] } =
        operationAt(route).requestBody.content[route.form?.mediaType ?? 'application/json'];
      const body = route.body;
      expect(body === undefined ? undefined : validateRequest(body, example)).toMatchObject({ ok: true });
    },
  );

  it('says after each 201 where to read what was made: a route of its own', () => {
    const read = new Set(routes.filter(({ method }) => method === 'GET').map(({ path }) => path));
    const made = routes.flatMap((route) =>
      route.kind === 'command' && String(statusesOf(route)) === '201' ? [route] : [],
    );
    expect(made.length).toBeGreaterThan(40);
    expect(made.filter((route) => !read.has(readingPath(route).split('?')[0] ?? '')).map(({ path }) => path)).toEqual(
      [],
    );
    for (const route of made) {
      const { headers } = responseOf(operationAt(route), '201');
      expect({ path: route.path, headers: Object.keys(headers) }).toEqual({
        path: route.path,
        headers: expect.arrayContaining(['Location']),
      });
    }
  });

  it('tells of every operation how it answers, how it refuses and who may ask', () => {
    const declared = document.tags.map(({ name }: Part) => name);
    for (const { operationId, responses, description, tags } of operations) {
      const done = Object.keys(responses).filter((status) => status.startsWith('2'));
      // A signature before a member of staff is 201 until they confirm it: of that operation the outcome decides.
      const open = operationId === 'recordSignature' ? 2 : 1;
      expect({ operationId, done: done.length, tags: tags.length }).toEqual({ operationId, done: open, tags: 1 });
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '401', '404', '429', '500', '503']));
      expect(description).toContain('Roles: ');
      expect(declared).toContain(tags[0]);
    }
  });

  it('lists of each operation the refusals that its command can raise, and no other rule’s', () => {
    const codesOf = (operationId: string): readonly string[] => {
      const operation = operations.find((one) => one.operationId === operationId);
      return Object.keys(operation.responses).flatMap(
        (status) => responseOf(operation, status)['x-carethread-codes'] ?? [],
      );
    };
    expect(codesOf('attachStatement')).toEqual(expect.arrayContaining(['NOT_FOUND', 'STATE_CONFLICT']));
    expect(codesOf('attachStatement')).not.toContain('NEEDS_EMPTY');
    expect(codesOf('proposeVersion')).toEqual(expect.arrayContaining(['NEEDS_EMPTY', 'ACTION_INCOMPLETE']));
    expect(codesOf('registerPerson')).toEqual(expect.arrayContaining(['PERSON_EXISTS', 'JURISDICTION_UNKNOWN']));
    expect(codesOf('recordDeath')).not.toContain('JURISDICTION_UNKNOWN');
    expect(codesOf('recordDeath')).not.toContain('PERSON_EXISTS');
    expect(codesOf('getPlan')).not.toContain('ROLE_NOT_PERMITTED');
  });
});
