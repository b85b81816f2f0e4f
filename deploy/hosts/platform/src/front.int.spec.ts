import { readSettings } from '@carethread/service-kit';
import { fastify, type FastifyInstance } from 'fastify';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { startFront, type Front } from './front.js';
import { signIn } from './testing/sign-in.js';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const THEIRS = '4bf92f35-77b3-4da6-a3ce-929d0e0e4736';

describe('the gateway of several processes', () => {
  let upstream: FastifyInstance;
  let front: Front;
  let url: string;
  let authorization: string;
  let heard: IncomingHttpHeaders | undefined;

  beforeAll(async () => {
    upstream = fastify();
    upstream.get('/health/ready', () => ({ status: 'ok' }));
    upstream.all('/risk/*', (request) => {
      heard = request.headers;
      return { path: request.url };
    });
    upstream.all('/calendar/*', (request) => ({ path: request.url }));
    const address = await upstream.listen({ port: 0, host: '127.0.0.1' });
    front = await startFront(
      readSettings({
        CARETHREAD_MODE: 'test',
        CARETHREAD_PORT: '0',
        // Nobody listens at the second.
        CARETHREAD_UPSTREAMS: `risk=${address},assessment=${address},review=http://127.0.0.1:9`,
      }),
    );
    url = await front.listen();
    authorization = await signIn(url);
  });
  afterAll(async () => {
    await front.stop();
    await upstream.close();
  });

  it('passes on what a token in the path opens, without a sign-in, and no more of such paths', async () => {
    const token = `${'ab'.repeat(32)}.ics`;
    const answer = await fetch(`${url}/calendar/${token}`);
    expect([answer.status, await answer.json()]).toEqual([200, { path: `/calendar/${token}` }]);
    expect((await fetch(`${url}/calendar/${token}/more`)).status).toBe(404);
    expect((await fetch(`${url}/calendar/${token}`, { method: 'POST' })).status).toBe(404);
  });

  it('makes the correlation itself, and lets no client’s correlation or trace through', async () => {
    const answer = await fetch(`${url}/risk/assessments`, {
      headers: {
        authorization,
        'x-correlation-id': THEIRS,
        traceparent: `00-${THEIRS.replaceAll('-', '')}-00f067aa0ba902b7-01`,
      },
    });
    expect(answer.headers.get('x-correlation-id')).toMatch(ID);
    expect(heard?.['x-correlation-id']).toBe(answer.headers.get('x-correlation-id'));
    expect(heard?.['x-correlation-id']).not.toBe(THEIRS);
    expect(heard?.['traceparent']).toBeUndefined();
  });

  it.each([
    ['a path that leads nowhere', '/nowhere', 404, 'NOT_FOUND'],
    ['a service that is away', '/review/tasks', 503, 'UNAVAILABLE'],
    ['a read over services of which one is away', `/audit/persons/${THEIRS}/timeline`, 503, 'UNAVAILABLE'],
    ['a path that is no route of a service', '/risk/nothing', 404, 'NOT_FOUND'],
    ['an id that is none', '/risk/assessments/%2e%2e', 404, 'NOT_FOUND'],
  ])('says the correlation with every refusal: %s', async (_, path, status, code) => {
    const answer = await fetch(url + path, { headers: { authorization } });
    const problem = (await answer.json()) as { code: string; correlationId: string };
    expect({ status: answer.status, code: problem.code }).toEqual({ status, code });
    expect(answer.headers.get('x-correlation-id')).toBe(problem.correlationId);
    expect(problem.correlationId).toMatch(ID);
  });

  it('names a service that is away where it composes an overview, and shows what the others have', async () => {
    const answer = await fetch(`${url}/overview/work`, { headers: { authorization } });
    expect([answer.status, await answer.json()]).toMatchObject([200, { items: [], missing: ['review'] }]);
    expect(heard?.authorization).toBe(authorization);
  });

  it.each([
    '/risk/assessments',
    '/overview/work',
    `/audit/persons/${THEIRS}/timeline`,
    '/audit/streams/..%2f..%2fhealth/verification',
  ])('asks no service for a caller without a token: %s', async (path) => {
    heard = undefined;
    const answer = await fetch(url + path);
    expect({ status: answer.status, heard }).toEqual({ status: 401, heard: undefined });
  });

  it('requests the path of a route, filled in again, and passes on the client’s address', async () => {
    const headers = {
      authorization,
      'x-forwarded-for': '192.0.2.1',
      'x-forwarded-host': 'x',
      forwarded: 'for=192.0.2.1',
    };
    const answer = await fetch(`${url}/risk/assessments/%37b6f3c1e-2f7a-4d0e-9a55-0c4a1d2e3f40?knownAt=a%2Fb`, {
      headers,
    });
    expect(await answer.json()).toEqual({
      path: '/risk/assessments/7b6f3c1e-2f7a-4d0e-9a55-0c4a1d2e3f40?knownAt=a%2Fb',
    });
    expect(heard?.['x-forwarded-for']).toBe('127.0.0.1');
    expect([heard?.['x-forwarded-host'], heard?.forwarded]).toEqual([undefined, undefined]);
  });

  it('lets a client that expects 100-continue send its body once it has signed in, and never before', async () => {
    const asking = (authorized: string): Promise<{ continued: boolean; status: number | undefined }> =>
      new Promise((resolve, reject) => {
        let continued = false;
        const headers = {
          authorization: authorized,
          expect: '100-continue',
          'content-type': 'application/json',
          'content-length': '2',
          'idempotency-key': THEIRS,
        };
        const asked = request(`${url}/risk/assessments`, { method: 'POST', headers }, (answer) => {
          answer.resume();
          asked.destroy();
          resolve({ continued, status: answer.statusCode });
        });
        asked.on('continue', () => {
          continued = true;
          asked.end('{}');
        });
        asked.on('error', reject);
        asked.flushHeaders();
      });
    expect(await asking(authorization)).toEqual({ continued: true, status: 200 });
    // What the gateway answered itself is not passed on.
    expect([heard?.expect, heard?.['content-length']]).toEqual([undefined, '2']);
    expect(await asking('Bearer forged')).toEqual({ continued: false, status: 401 });
  });

  it('answers with a problem to what is no HTTP request', async () => {
    const { port } = new URL(url);
    const said = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('no request\r\n\r\n'));
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
    });
    expect(said).toMatch(/^HTTP\/1\.1 400 /);
    expect(/X-Correlation-Id: (\S+)/.exec(said)?.[1]).toMatch(ID);
  });

  it('counts by service, method and status, and which copies are ready', async () => {
    const deadline = Date.now() + 10_000;
    let metrics = '';
    while (!metrics.includes('carethread_upstream_copies{service="review",ready="false"} 1') && Date.now() < deadline)
      metrics = await (await fetch(`${front.operatorUrl()}/metrics`)).text();
    expect(metrics).toContain('carethread_upstream_copies{service="review",ready="false"} 1');
    expect(metrics).toContain('carethread_upstream_copies{service="risk",ready="true"} 1');
    expect(metrics).toMatch(/carethread_requests_total\{service="risk",method="GET",status="200"\} \d/);
    expect(metrics).toMatch(/carethread_requests_total\{service="review",method="GET",status="503"\} \d/);
    expect(metrics).not.toContain(THEIRS);
  });
});
