import { readSettings, type Platform } from '@carethread/service-kit';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.js';
import { Caller } from './testing/callers.js';
import { rawRequest, type RawRequest } from './testing/raw-request.js';

let data: string;
let platform: Platform;
let url: string;

async function start(environment: Readonly<Record<string, string>>): Promise<void> {
  data = mkdtempSync(join(tmpdir(), 'carethread-outside-'));
  platform = await startEmbedded(
    readSettings({ CARETHREAD_PORT: '0', CARETHREAD_LOG_LEVEL: 'silent', CARETHREAD_DATA: data, ...environment }),
  );
  url = await platform.listen();
}
async function stop(): Promise<void> {
  await platform.stop();
  rmSync(data, { recursive: true, force: true });
}
async function somebody(claims: object = {}): Promise<Caller> {
  const wanted = { userId: randomUUID(), tenantId: randomUUID(), roles: ['AU'], ...claims };
  const issued = await platform.issuer?.issue(wanted);
  return new Caller(url, issued?.accessToken ?? '');
}
const status = (said: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(said)?.[1] ?? 0);

describe('whoever is outside', () => {
  beforeAll(() => start({ CARETHREAD_MODE: 'test' }), 120_000);
  afterAll(stop);

  const FIRST = ['assessment', 'care-plan', 'risk', 'review', 'consent', 'cpa', 'audit', 'test', 'docs', 'health', ''];
  const WITHIN = [
    '/O',
    '/streams/O',
    '/persons/O',
    '/streams/O/verification',
    '/streams/O/events',
    '/persons/O/timeline',
  ];
  const MORE = ['/persons/O/file', '/persons/O/access-log', '/persons/O/access-entries', '/attachments/O', '/plans/O'];
  const ODD = [
    '..',
    '%2e%2e',
    '..%2f..%2fdocs',
    '%00',
    '%',
    '%zz',
    '%ff',
    '%ED%A0%80',
    '%E0%A4%A',
    '.',
    '',
    '//',
    '\\..',
  ]
    .concat(['constructor', '__proto__', '%2f%2fhost.invalid', 'x'.repeat(5_000), '?', '?x=%', '%3f', '%23', ';'])
    .concat(['..%2f..%2faudit%2fstreams%2fx%2fverification%3f', '%252e%252e%252f', 'http:%2f%2fhost.invalid%2f']);

  it('is answered 400, 401 or 404 to every odd path under every first segment, and never 500', async () => {
    const found: string[] = [];
    for (const caller of [undefined, await somebody()])
      for (const first of FIRST) {
        const paths = [...WITHIN, ...MORE].flatMap((path) => ODD.map((odd) => `/${first}${path.replace('O', odd)}`));
        const requests = paths.map(
          (path) =>
            `GET ${path} HTTP/1.1\r\nHost: x\r\nX-Purpose: test\r\nConnection: close\r\n${caller === undefined ? '' : `Authorization: Bearer ${caller.token}\r\n`}\r\n`,
        );
        for (let next = 0; next < requests.length; next += 50)
          await Promise.all(
            requests.slice(next, next + 50).map(async (request, index) => {
              const raw = await rawRequest(url, request);
              const said = status(await raw.end());
              if (![200, 302, 400, 401, 403, 404, 405, 414, 431].includes(said))
                found.push(`${said} ${paths[next + index] ?? ''}`);
            }),
          );
      }
    expect(found).toEqual([]);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  }, 120_000);

  it('cannot make the gateway ask itself: a path within a path is no name of a stream', async () => {
    let path = '/audit/streams/x/verification';
    for (let depth = 0; depth < 8; depth++) path = `/audit/streams/${encodeURIComponent(`../..${path}?`)}/verification`;
    const before = process.cpuUsage();
    expect((await fetch(url + path)).status).toBe(401);
    expect((await (await somebody()).send('GET', path)).status).toBe(404);
    const { user } = process.cpuUsage(before);
    expect(user).toBeLessThan(1_000_000);
  });

  it('is let in before it sends a body that it asked leave for, and is refused without one', async () => {
    const { token } = await somebody({ roles: ['AS'], qualifications: ['assessor'] });
    const body = JSON.stringify({
      name: { given: 'Synthetic', family: 'Person' },
      dateOfBirth: '1941-05-04',
      firstLanguage: 'en',
      groups: [],
    });
    const headers = (authorization: string): string =>
      [
        'POST /assessment/persons HTTP/1.1',
        'Host: x',
        `Authorization: Bearer ${authorization}`,
        `Idempotency-Key: ${randomUUID()}`,
        'Content-Type: application/json',
        `Content-Length: ${body.length}`,
        'Expect: 100-continue',
        '\r\n',
      ].join('\r\n');
    const asked = await rawRequest(url, headers(token));
    expect(await asked.until('\r\n\r\n')).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    asked.socket.write(body);
    expect(await asked.until('"position"')).toContain('HTTP/1.1 201 Created');
    asked.socket.destroy();
    const refused = await rawRequest(url, headers('forged'));
    expect(status(await refused.until('UNAUTHENTICATED'))).toBe(401);
    refused.socket.destroy();
  });

  it('is told 401 before it has sent its body, and 413 of one that is too large', async () => {
    const announce = async (authorization: string, length: number): Promise<number> => {
      const raw = await rawRequest(
        url,
        `POST /assessment/persons HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${authorization}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n{`,
      );
      const said = status(await raw.until('correlationId'));
      raw.socket.destroy();
      return said;
    };
    expect(await announce('forged', 900_000)).toBe(401);
    expect(await announce((await somebody({ roles: ['AS'] })).token, 2_000_000)).toBe(413);
  });
});

describe('one address that floods', () => {
  beforeAll(() => start({ CARETHREAD_MODE: 'demo', CARETHREAD_RATE_ADDRESS: '100', CARETHREAD_RATE: '50' }), 120_000);
  afterAll(stop);

  it('shuts nobody out who has a token: 10,000 bad requests, and a valid one is served', async () => {
    const caller = await somebody();
    const personId = randomUUID();
    const tally = new Map<number, number>();
    const bad = async (): Promise<void> => {
      const { token } = caller;
      const forged = `${token.slice(0, token.lastIndexOf('.'))}.${Buffer.from(randomUUID()).toString('base64url')}`;
      const answer = await fetch(`${url}/care-plan/plans?personId=${personId}`, {
        headers: { authorization: `Bearer ${forged}` },
      });
      await answer.arrayBuffer();
      tally.set(answer.status, (tally.get(answer.status) ?? 0) + 1);
    };
    for (let sent = 0; sent < 10_000; sent += 200) await Promise.all(Array.from({ length: 200 }, bad));
    expect(Object.fromEntries(tally)).toEqual({ 401: 100, 429: 9_900 });
    expect((await caller.send('GET', `/care-plan/plans?personId=${personId}`)).status).toBe(404);
    const another = await somebody();
    expect((await another.send('GET', `/care-plan/plans?personId=${personId}`)).status).toBe(404);
    const probe = await fetch(`${url}/health/live`);
    expect(probe.status).toBe(200);
  }, 120_000);

  it('a subject has its own count, whatever its tokens and addresses', async () => {
    const userId = randomUUID();
    const tenantId = randomUUID();
    const answers: number[] = [];
    for (let sent = 0; sent < 51; sent++) {
      const caller = await somebody({ userId, tenantId });
      const answer = await caller.send('GET', '/care-plan/plans', undefined, { 'x-forwarded-for': `192.0.2.${sent}` });
      answers.push(answer.status);
      if (sent === 50) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(answers.slice(0, 50)).toEqual(Array.from({ length: 50 }, () => 200));
    expect(answers[50]).toBe(429);
  });
});

describe('behind a proxy that is named', () => {
  beforeAll(
    () =>
      start({
        CARETHREAD_MODE: 'demo',
        CARETHREAD_RATE_ADDRESS: '5',
        CARETHREAD_TRUSTED_PROXIES: '127.0.0.1,10.0.0.0/8',
      }),
    120_000,
  );
  afterAll(stop);

  it('the address is the one that it passes on, whatever the client says before it', async () => {
    const from = async (forwarded: string): Promise<number> => {
      const answer = await fetch(`${url}/risk/tasks`, { headers: { 'x-forwarded-for': forwarded } });
      await answer.arrayBuffer();
      return answer.status;
    };
    for (let sent = 0; sent < 5; sent++) expect(await from(`203.0.113.${sent}, 192.0.2.1, 10.1.1.1`)).toBe(401);
    expect(await from('198.51.100.9, 192.0.2.1, 10.1.1.1')).toBe(429);
    expect(await from('192.0.2.2, 10.1.1.1')).toBe(401);
  });
});

describe('sockets', () => {
  beforeAll(
    () =>
      start({
        CARETHREAD_MODE: 'demo',
        CARETHREAD_SOCKETS: '60',
        CARETHREAD_HALF_OPEN: '40',
        CARETHREAD_HEADERS_TIMEOUT: '1000',
        CARETHREAD_REQUEST_TIMEOUT: '2000',
      }),
    120_000,
  );
  afterAll(stop);
  const open = (count: number, bytes = ''): Promise<readonly RawRequest[]> =>
    Promise.all(Array.from({ length: count }, () => rawRequest(url, bytes)));

  it('that say nothing, or half of a request, do not keep others out', async () => {
    const silent = [...(await open(100)), ...(await open(100, 'GET /health/live HTTP/1.1\r\nX-Slow: '))];
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    await Promise.all(silent.map(({ end }) => end()));
    expect(silent.filter(({ socket }) => !socket.destroyed)).toEqual([]);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  }, 30_000);

  it('whose bodies never end are closed when their time is over', async () => {
    const { token } = await somebody();
    const head = `POST /assessment/persons HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n`;
    const slow = [
      ...(await open(5, `${head}Content-Length: 1000\r\n\r\n{`)),
      ...(await open(5, `${head}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`)),
    ];
    const said = await Promise.all(slow.map(({ end }) => end()));
    expect(said.map(status)).toEqual(Array.from({ length: 10 }, () => 408));
  }, 30_000);

  it('that send one request behind the other without reading are closed', async () => {
    const { end, socket } = await rawRequest(url, 'GET /risk/tasks HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(5_000));
    await end();
    expect(socket.destroyed).toBe(true);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  }, 30_000);

  it.each([
    ['a chunk of no size', 'POST /test/tokens HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', 400],
    ['two lengths', 'POST /test/tokens HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
    ],
    ['headers without end', `GET / HTTP/1.1\r\n${'X-Long: x\r\n'.repeat(10_000)}`, 431],
    ['no HTTP', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000', 400],
    ['another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['a path that is none', 'GET * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 404],
    ['no host', 'GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    [
      'an expectation that is unknown',
      'GET / HTTP/1.1\r\nHost: x\r\nExpect: the-moon\r\nConnection: close\r\n\r\n',
      417,
    ],
  ])('that say what is no request are answered and closed: %s', async (_, bytes, expected) => {
    const { end } = await rawRequest(url, bytes);
    expect(status(await end())).toBe(expected);
  });
});
