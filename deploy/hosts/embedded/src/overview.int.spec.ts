import { publishedFile } from '@carethread/contracts';
import { readSettings, type Platform } from '@carethread/service-kit';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.js';
import { callers, type Caller, type Callers } from './testing/callers.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a document is read here as its reader finds it
type Part = any;

const document: Part = JSON.parse(publishedFile('openapi.json'));

/** The schemas, so that an object has no member but those that its schema names. */
function closed(value: Part): Part {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, closed(one)]));
  const isOpen = inner['type'] !== 'object' || inner['properties'] === undefined || 'additionalProperties' in inner;
  return isOpen ? inner : { ...inner, additionalProperties: false };
}

/** What of an answer the published document does not describe. */
function undescribed(path: string, answer: unknown): readonly string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const id = 'https://carethread.invalid/openapi';
  ajv.addSchema({ $id: id, components: { schemas: closed(document.components.schemas) } });
  const { $ref } = document.paths[path].get.responses['200'].content['application/json'].schema;
  const validate = ajv.compile({ $ref: `${id}${String($ref)}` });
  validate(answer);
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, message, params['additionalProperty']].join(' '),
  );
}

describe('overviews of one process', () => {
  const data = mkdtempSync(join(tmpdir(), 'carethread-overview-'));
  let platform: Platform;
  let url: string;
  let who: Callers;
  let personId: string;

  beforeAll(async () => {
    platform = await startEmbedded(
      readSettings({ CARETHREAD_PORT: '0', CARETHREAD_DATA: data, CARETHREAD_MODE: 'test' }),
    );
    url = await platform.listen();
    who = await callers(url);
    const sheet = { name: { given: 'Synthetic', family: 'Person' }, dateOfBirth: '1941-05-04', firstLanguage: 'en' };
    const identifiers = [{ scheme: 'NHS', value: '9990000026' }];
    const { body } = await who.assessor.json('POST', '/assessment/persons', { ...sheet, groups: [], identifiers });
    personId = String(body.id);
    const path = `/assessment/persons/${personId}`;
    const ifMatch = { 'if-match': (await who.assessor.send('GET', path)).headers.get('etag') ?? '' };
    const correction = { field: 'identifiers.NHS', to: '9990000123', reason: 'typed wrong' };
    const corrected = await who.assessor.json('PATCH', `${path}/basic-information`, correction, ifMatch);
    expect(corrected.status).toBe(200);
    await fetch(`${url}/test/idle?within=20000`);
  }, 60_000);
  afterAll(async () => {
    await platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  const seen = async (by: Caller, path: string): Promise<Part> => {
    const { status, body, headers } = await by.send('GET', path);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    return body;
  };

  it('hold nothing that the published document does not describe', async () => {
    const answers: readonly (readonly [string, string])[] = [
      ['/overview/work', '/overview/work'],
      ['/overview/work/counts', '/overview/work/counts'],
      ['/overview/me', '/overview/me'],
      ['/overview/persons/{personId}', `/overview/persons/${personId}`],
    ];
    for (const [template, path] of answers)
      expect([template, undescribed(template, await seen(who.assessor, path))]).toEqual([template, []]);
  });

  it('PLAT-24: show an assessor what they would find in each service, and another tenant’s nothing', async () => {
    const { items } = await seen(who.assessor, '/overview/work');
    const [task] = (await seen(who.assessor, '/assessment/tasks')).items;
    expect(items).toMatchObject([{ service: 'assessment', id: task.id, kind: 'identifierCorrected', personId }]);
    expect((await seen(who.elsewhere, '/overview/work')).items).toEqual([]);
    expect((await who.elsewhere.send('GET', `/overview/persons/${personId}`)).status).toBe(404);
  });

  it.each(['/overview/work', '/overview/work/counts', '/overview/me'])(
    '%s is for callers with a token',
    async (path) => {
      expect((await fetch(url + path)).status).toBe(401);
    },
  );
});
