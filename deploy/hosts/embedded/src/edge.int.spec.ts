import { tokenLines } from '@carethread/gateway';
import { readSettings, type Platform, type Settings } from '@carethread/service-kit';
import { TokenSeal } from '@carethread/privacy';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.js';
import { Caller, callers, type Callers } from './testing/callers.js';

let data: string;
let platform: Platform;

async function start(environment: Readonly<Record<string, string>>, more: Partial<Settings> = {}): Promise<string> {
  data = mkdtempSync(join(tmpdir(), 'carethread-edge-'));
  const settings = readSettings({ CARETHREAD_PORT: '0', CARETHREAD_DATA: data, ...environment });
  platform = await startEmbedded({ ...settings, ...more });
  return platform.listen();
}
async function stop(): Promise<void> {
  await platform.stop();
  rmSync(data, { recursive: true, force: true });
}

/** As much of the document as is read here. */
interface Document {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          { readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example?: object }>> } }
        >
      >
    >
  >;
}

const REGISTRATION = {
  name: { given: 'Synthetic', family: 'Person' },
  dateOfBirth: '1941-05-04',
  firstLanguage: 'en',
  groups: [],
};
const TEST_ROUTES = [
  ['PUT', '/test/clock'],
  ['POST', '/test/rebuild'],
  ['POST', '/test/redeliver'],
  ['GET', '/test/idle'],
  ['PUT', '/test/bus'],
  ['GET', '/test/messages'],
] as const;

/** On the operator's own port, and on no other. */
const OPERATORS = [
  ['GET', '/metrics'],
  ['GET', '/operator/parked'],
  ['POST', '/operator/clock'],
  ['GET', '/operator/messages'],
] as const;

type Item = string | { readonly pointer: string; readonly rule: string; readonly in?: string };

/** An item of a refusal on one line: where it is, and which rule is broken. */
const inShort = (item: Item): string =>
  typeof item === 'string' ? item : `${item.in ?? 'body'} ${item.pointer} ${item.rule}`;

describe('limits', () => {
  let who: Callers;
  let by: Caller;
  let personId: string;
  let planId: string;
  let tenantId: string;

  beforeAll(async () => {
    const url = await start({ CARETHREAD_MODE: 'test', CARETHREAD_REQUEST_TIMEOUT: '1500' });
    who = await callers(url);
    by = who.assessor;
    ({ tenantId } = who);
    personId = (await who.person()).id;
    await fetch(`${url}/test/idle?within=20000`);
    const council = await who.caller({ roles: ['AS'], organisationId: randomUUID() });
    const { status, body } = await council.json('POST', '/care-plan/plans', { personId, planKind: 'localAuthority' });
    expect({ status, body }).toMatchObject({ status: 201 });
    planId = String(body.id);
  }, 120_000);
  afterAll(stop);

  const refusedWith = async (answer: Promise<{ status: number; body: { code?: string; items?: readonly Item[] } }>) => {
    const { status, body } = await answer;
    return [status, body.code, ...(body.items ?? []).map(inShort)];
  };

  it('a body that is too large is 413', async () => {
    const body = { ...REGISTRATION, address: 'x'.repeat(1_100_000) };
    expect(await refusedWith(by.json('POST', '/assessment/persons', body))).toEqual([413, 'TOO_LARGE']);
  });

  it('headers that are too large are 431', async () => {
    const answer = by.send('GET', `/assessment/persons/${personId}`, undefined, { 'x-purpose': 'x'.repeat(20_000) });
    expect(await refusedWith(answer)).toEqual([431, 'HEADERS_TOO_LARGE']);
  });

  it.each([30, 100_000])('a body nested %p deep is 400, and names where', async (depth) => {
    const nested = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
    const answer = by.send('PUT', `/care-plan/plans/${planId}/draft`, `{"content":{"needs":${nested}}}`, {
      'content-type': 'application/json',
    });
    expect(await refusedWith(answer)).toEqual([400, 'MALFORMED', expect.stringContaining('/content')]);
  });

  it.each([
    ['that is not UTF-8', Buffer.from('{"planKind":"localAuthority","x":"caf\xe9"}', 'latin1')],
    ['that names a member twice', Buffer.from('{"planKind":"cpa","planKind":"localAuthority"}')],
    ['that is cut off', Buffer.from('{"planKind":"cpa"')],
  ])('a body %s is 400: what is sent is stored as it is or refused', async (_, bytes) => {
    const answer = await by.send('POST', '/care-plan/plans', bytes, { 'content-type': 'application/json' });
    expect([answer.status, answer.body.code]).toEqual([400, 'MALFORMED']);
  });

  it('a list that is too long is 400, and names it', async () => {
    const body = { ...REGISTRATION, groups: Array.from({ length: 501 }, () => 'olderPerson') };
    expect(await refusedWith(by.json('POST', '/assessment/persons', body))).toEqual([
      400,
      'MALFORMED',
      'body /groups maxItems',
    ]);
  });

  it('a request that takes too long is 503 and may be sent again', async () => {
    const [runtime] = platform.runtimes;
    const seal = new TokenSeal(
      'position',
      (tenantId) => runtime?.secret(tenantId) ?? Promise.reject(new Error('none')),
    );
    const never = await seal.seal(
      tenantId,
      JSON.stringify(['assessment', personId, { 'person-registered.v1': [1_000_000] }]),
    );
    const answer = by.send('GET', `/care-plan/plans?personId=${personId}`, undefined, { prefer: `wait-for=${never}` });
    expect(await refusedWith(answer)).toEqual([503, 'TIMED_OUT']);
  });

  it.each(['forged', 'eyJhIjoxfQ', '', 'x'.repeat(9_000)])(
    'a position that is none is 400 at once: %p',
    async (token) => {
      const answer = by.send('GET', `/care-plan/plans?personId=${personId}`, undefined, {
        prefer: `wait-for=${token},x`,
      });
      expect(await refusedWith(answer)).toEqual([400, 'POSITION_UNKNOWN']);
    },
  );

  it('a position of another tenant is 400, and of one’s own 200, also in another service', async () => {
    const own = await by.send('GET', `/assessment/persons/${personId}`);
    const position = own.headers.get('x-position') ?? '';
    const prefer = { prefer: `wait-for=${position}` };
    expect((await by.send('GET', `/risk/assessments?personId=${personId}`, undefined, prefer)).status).toBe(200);
    const { elsewhere } = who;
    const answer = elsewhere.send('GET', `/risk/assessments?personId=${personId}`, undefined, prefer);
    expect(await refusedWith(answer)).toEqual([400, 'POSITION_UNKNOWN']);
    for (const word of [personId, 'assessment', 'person-registered'])
      expect(Buffer.from(position, 'base64url').toString('latin1')).not.toContain(word);
  });

  it('what is said of a person is kept by no cache, refusals too', async () => {
    for (const [path, status] of [
      [`/assessment/persons/${personId}`, 200],
      [`/care-plan/persons/${personId}/file`, 200],
      [`/assessment/persons/${randomUUID()}`, 404],
    ] as const) {
      const answer = await by.send('GET', path);
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, status, 'no-store']);
    }
  });

  it('the file of five parts is not offered for another instant, since not all of it can be answered for one', async () => {
    for (const name of ['knownAt', 'effectiveAt'])
      expect(
        await refusedWith(by.send('GET', `/care-plan/persons/${personId}/file?${name}=2000-01-01T00:00:00.000Z`)),
      ).toEqual([400, 'MALFORMED', `query /${name} unknown`]);
  });

  it('the page of routes loads nothing, runs nothing and stands in no other page', async () => {
    const { headers } = await by.send('GET', '/docs/routes');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; .*frame-ancestors 'none'$/,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('a key of blanks is none: 400, and nothing is stored', async () => {
    const answer = by.json('POST', '/assessment/persons', REGISTRATION, { 'idempotency-key': '  ' });
    expect(await refusedWith(answer)).toEqual([400, 'MALFORMED', 'header /Idempotency-Key required']);
  });

  it('another method than history has is 405, anything else unknown 404', async () => {
    const [path, unknown] = [`/assessment/persons/${personId}`, '/assessment/nothing'];
    expect(await refusedWith(by.send('DELETE', path))).toEqual([405, 'METHOD_NOT_ALLOWED']);
    expect(await refusedWith(by.send('GET', unknown))).toEqual([404, 'NOT_FOUND']);
  });
});

describe('the routes of demo mode', () => {
  let url: string;
  beforeAll(async () => {
    url = await start({ CARETHREAD_MODE: 'demo', CARETHREAD_RATE: '8' });
  }, 120_000);
  afterAll(stop);

  const token = (body: object): Promise<Response> =>
    fetch(`${url}/test/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('give a token to listed users only, and there are no others', async () => {
    const { items } = (await (await fetch(`${url}/demo/users`)).json()) as { items: { userId: string }[] };
    expect(items.length).toBeGreaterThan(3);
    expect((await token({ userId: items[0]?.userId })).status).toBe(200);
    expect((await token({ userId: randomUUID() })).status).toBe(404);
  });

  const as = async (role: string, more: object = {}): Promise<Caller> => {
    const { items } = (await (await fetch(`${url}/demo/users`)).json()) as {
      items: { userId: string; roles: string[] }[];
    };
    const userId = items.find(({ roles }) => roles.includes(role))?.userId;
    const { accessToken } = (await (await token({ userId, ...more })).json()) as { accessToken: string };
    return new Caller(url, accessToken);
  };

  it('a person who was registered gets a token of their own, and it opens their own record', async () => {
    const registered = await (await as('AS')).json('POST', '/assessment/persons', REGISTRATION);
    expect(registered.status).toBe(201);
    const personId = String(registered.body.id);
    const self = await as('PE', { personId });
    expect((await self.send('GET', `/assessment/persons/${personId}`)).status).toBe(200);
    const other = await as('PE', { personId: randomUUID() });
    expect((await other.send('GET', `/assessment/persons/${personId}`)).status).toBe(404);
  });

  it.each([
    ['PA', 'put', '/assessment/organisations/{id}'],
    ['AS', 'post', '/assessment/persons'],
  ])(
    '%s: the example that the document has of %s %s is taken, and its id opens what it made',
    async (role, method, path) => {
      const document = (await (await fetch(`${url}/openapi.json`)).json()) as Document;
      const example = document.paths[path]?.[method]?.requestBody?.content['application/json']?.example ?? {};
      const wanted = randomUUID();
      const by = await as(role);
      const { status, body } = await by.json(method.toUpperCase(), path.replace('{id}', wanted), example);
      expect([status, body.items]).toEqual([path.includes('{id}') ? 200 : 201, undefined]);
      if (path.includes('{id}')) expect(body.id).toBe(wanted);
      const opened = await by.send('GET', `${path.replace('/{id}', '')}/${body.id}`);
      expect([opened.status, opened.body.id]).toEqual([200, body.id]);
    },
  );

  const asked = async (body: string | undefined, type?: string): Promise<readonly unknown[]> => {
    const answer = await fetch(`${url}/test/tokens`, {
      method: 'POST',
      ...(type === undefined ? {} : { headers: { 'content-type': type } }),
      ...(body === undefined ? {} : { body: Buffer.from(body) }),
    });
    const { code, items = [] } = (await answer.json()) as { code?: string; items?: readonly Item[] };
    return [answer.status, code, ...items.map(inShort)];
  };
  const JSON_TYPE = 'application/json';
  it.each([
    ['no body', undefined, undefined, 400, 'MALFORMED', 'body  type'],
    ['an empty body', '{}', JSON_TYPE, 400, 'MALFORMED', 'body /userId required'],
    ['a misspelt member', `{"userID":"${randomUUID()}"}`, JSON_TYPE, 400, 'MALFORMED', 'body /userID unknown'],
    [
      'roles, which it would not give',
      `{"userId":"${randomUUID()}","roles":["AU"]}`,
      JSON_TYPE,
      400,
      'MALFORMED',
      'body /roles unknown',
    ],
    ['a user that is not listed', `{"userId":"${randomUUID()}"}`, JSON_TYPE, 404, 'NOT_FOUND', '/userId'],
    ['no media type', `{"userId":"${randomUUID()}"}`, undefined, 415, 'MEDIA_TYPE_UNSUPPORTED'],
    ['a form', `{"userId":"${randomUUID()}"}`, 'application/x-www-form-urlencoded', 415, 'MEDIA_TYPE_UNSUPPORTED'],
    ['text', `{"userId":"${randomUUID()}"}`, 'text/plain', 415, 'MEDIA_TYPE_UNSUPPORTED'],
  ])('a token asked for with %s is refused, and told why', async (_, body, type, ...refused) => {
    expect((await asked(body, type)).slice(0, refused.length)).toEqual(refused);
  });

  it.each(TEST_ROUTES)('%s %s is not there', async (method, path) => {
    expect((await fetch(url + path, { method, headers: { authorization: randomUUID() } })).status).toBe(404);
  });

  it('each token may ask so often in a minute; then it is 429, and others go on', async () => {
    const { items } = (await (
      await fetch(`${url}/demo/users`, { headers: { authorization: randomUUID() } })
    ).json()) as { items: { userId: string }[] };
    const as = async (index: number): Promise<Caller> => {
      const issued = await platform.issuer?.issue(items[index] as never);
      return new Caller(url, issued?.accessToken ?? '');
    };
    const [first, second] = [await as(3), await as(4)];
    const answers = [];
    for (let sent = 0; sent < 9; sent++) answers.push(await first.send('GET', '/demo/users'));
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 8 }, () => 200), 429]);
    expect(answers.at(-1)?.body.code).toBe('TOO_MANY_REQUESTS');
    expect((await second.send('GET', '/demo/users')).status).toBe(200);
    for (let sent = 0; sent < 20; sent++) expect((await first.send('GET', '/health/live')).status).toBe(200);
  });
});

describe.each(['demo', 'test'] as const)('what a start in %s mode prints', (mode) => {
  let url: string;
  beforeAll(async () => {
    url = await start({ CARETHREAD_MODE: mode });
  }, 120_000);
  afterAll(stop);

  it('are calls that work as they stand', async () => {
    const calls = tokenLines(mode, url).flatMap((line) => {
      const [, method = 'GET', address = '', body] =
        /curl -s (?:-X (\w+) )?(\S+)(?: -H 'content-type: application\/json' -d '([^']+)')?/.exec(line) ?? [];
      return address === '' ? [] : [{ method, address, body }];
    });
    expect(calls).toHaveLength(2);
    for (const { method, address, body } of calls) {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(address, body === undefined ? {} : { method, headers, body });
      expect([address, answer.status]).toEqual([address, 200]);
    }
  });
});

describe('production', () => {
  let url: string;
  beforeAll(async () => {
    // Its keys and issuer are covered by the settings' own spec; here only which routes exist.
    const jwks = 'https://issuer.example.invalid/jwks.json';
    url = await start({ CARETHREAD_MODE: 'test' });
    await platform.stop();
    platform = await startEmbedded({ ...platform.settings, mode: 'production', jwks });
    url = await platform.listen();
  }, 120_000);
  afterAll(stop);

  it.each([
    ...TEST_ROUTES,
    ['POST', '/test/tokens'],
    ['GET', '/demo/users'],
    ['GET', '/inner/state'],
    ...OPERATORS,
  ] as const)('%s %s is not there', async (method, path) => {
    expect((await fetch(url + path, { method })).status).toBe(404);
  });
});
