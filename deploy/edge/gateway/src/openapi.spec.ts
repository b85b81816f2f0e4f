import { validateRequest } from '@carethread/contracts';
import { services } from '@carethread/embedded';
import { openApi, readingPath, statusesOf, type Route } from '@carethread/http-api';
import { standardRoutes } from '@carethread/service-kit';
import { Validator } from '@seriousme/openapi-schema-validator';
import { COMPOSED_PATHS } from './composed-paths.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a document is read here as its reader finds it
type Part = any;

const routes: readonly Route[] = services.flatMap(({ routes: own, path }) => [...own, ...standardRoutes(path)]);
const document = JSON.parse(JSON.stringify(openApi(routes, '0.1.0', COMPOSED_PATHS)));
const operationAt = ({ method, path }: Route): Part =>
  document.paths[path.replace(/:([A-Za-z]+)/g, '{$1}')]?.[method.toLowerCase()];
const operations: Part[] = Object.values(document.paths).flatMap((methods: Part) => Object.values(methods));

describe('the OpenAPI document', () => {
  it('is OpenAPI 3.1 to a validator that is not ours', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
  });

  it('knows every route, each by a name of its own', () => {
    expect(routes.filter((route) => operationAt(route) === undefined)).toEqual([]);
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(routes.length + Object.keys(COMPOSED_PATHS).length);
  });

  it('leads every reference to something', () => {
    const found = new Set<string>();
    JSON.stringify(document, (name, value: unknown) => {
      if (name === '$ref') found.add(String(value));
      return value;
    });
    for (const reference of found) {
      const part = reference
        .slice(2)
        .split('/')
        .reduce((inside: Part, name) => inside?.[name], document);
      expect({ reference, part: typeof part }).toEqual({ reference, part: 'object' });
    }
  });

  it.each(routes.flatMap((route) => (route.kind === 'command' && route.body !== undefined ? [route] : [])))(
    '$method $path shows a body that is taken',
    (route) => {
      const { example } = operationAt(route).requestBody.content['application/json'];
      const body = route.body;
      expect(body === undefined ? undefined : validateRequest(body, example)).toMatchObject({ ok: true });
    },
  );

  it('says after each 201 where to read what was made: a route of its own', () => {
    const read = new Set(routes.filter(({ method }) => method === 'GET').map(({ path }) => path));
    const made = routes.filter((route) => route.kind === 'command' && String(statusesOf(route)) === '201');
    const nowhere = made.filter(
      (route) => route.kind === 'command' && !read.has(readingPath(route).split('?')[0] ?? ''),
    );
    expect(made.length).toBeGreaterThan(40);
    expect(nowhere.map(({ path }) => path)).toEqual([]);
  });

  it('tells of every operation how it answers, how it refuses and who may ask', () => {
    for (const { operationId, responses, description, tags } of operations) {
      const done = Object.keys(responses).filter((status) => status.startsWith('2'));
      // A signature before a member of staff is 201 until they confirm it: of that operation the outcome decides.
      const open = operationId === 'postConsentSignOffsIdSignatures' ? 2 : 1;
      expect({ operationId, done: done.length, tags: tags.length }).toEqual({ operationId, done: open, tags: 1 });
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '401', '404', '429', '500', '503']));
      if (description !== undefined) expect(description).toContain('Roles: ');
      for (const status of done)
        for (const [type, content] of Object.entries<Part>(responses[status].content))
          if (type === 'application/json') expect(content.example).toBeDefined();
    }
  });
});
