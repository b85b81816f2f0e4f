import { assessment } from '@carethread/assessment';
import { readSettings, startServices, type Platform } from '@carethread/service-kit';
import { type View } from '@carethread/runtime';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { distinctName } from './testing/callers.js';

let stumbles = true;
/** A view that cannot take an event in, until it can. */
const stumbling: View<object> = {
  name: 'stumbling',
  version: 1,
  indexes: [],
  index: () => ({}),
  on: {
    PersonRegistered: {
      key: ({ subject }: { subject: string }) => subject,
      fold: () => {
        if (stumbles) throw new Error('not yet');
        return {};
      },
    },
  },
};

describe('a process that runs services', () => {
  let folder: string;
  let platform: Platform;
  let url: string;
  let token: string;
  let registered: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'carethread-health-'));
    const settings = readSettings({ CARETHREAD_MODE: 'demo', CARETHREAD_PORT: '0', CARETHREAD_DATA: folder });
    platform = await startServices([{ ...assessment, views: [...assessment.views, stumbling] }], settings);
    url = await platform.listen();
    registered = `${url}/assessment/persons`;
    const issued = await platform.issuer?.issue({
      userId: randomUUID(),
      tenantId: randomUUID(),
      roles: ['AS'],
      organisationId: randomUUID(),
      qualifications: ['assessor'],
    });
    token = issued?.accessToken ?? '';
  });
  afterAll(async () => {
    await platform.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function readiness(wanted: number): Promise<unknown> {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const answer = await fetch(`${platform.operatorUrl()}/health/ready`);
      const body: unknown = await answer.json();
      if (answer.status === wanted || Date.now() > deadline) return { status: answer.status, body };
    }
  }

  it('sets aside the person of whom a view cannot take an event in, says so, and serves everybody else', async () => {
    const register = () =>
      fetch(registered, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'idempotency-key': randomUUID(),
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          name: distinctName(),
          dateOfBirth: '1941-05-04',
          firstLanguage: 'en',
          groups: [],
        }),
      });
    const read = async (id: string): Promise<unknown> => {
      const answer = await fetch(`${registered}/${id}`, { headers: { authorization: `Bearer ${token}` } });
      return { status: answer.status, code: ((await answer.json()) as { code?: string }).code };
    };
    expect(await readiness(200)).toEqual({ status: 200, body: { status: 'ok', stalled: [], mail: 'off' } });
    const answer = await register();
    expect(answer.status).toBe(201);
    const { id } = (await answer.json()) as { id: string };
    expect(await read(id)).toEqual({ status: 503, code: 'RECORD_DAMAGED' });
    expect(await readiness(200)).toEqual({
      status: 200,
      body: { status: 'degraded', stalled: ['assessment: records'], mail: 'off' },
    });
    const probed = await fetch(`${url}/health/ready`);
    expect(probed.status).toBe(200);
    const metrics = await (await fetch(`${platform.operatorUrl()}/metrics`)).text();
    // The record itself, and what a policy would have looked at in it.
    expect(metrics).toContain('carethread_parked_facts{service="assessment"} 2');
    expect(metrics).toContain('carethread_subscription_stalled{service="assessment",part="views"} 0');
    stumbles = false;
    const other = (await (await register()).json()) as { id: string };
    expect(await read(other.id)).toEqual({ status: 200, code: undefined });
    expect(await read(id)).toEqual({ status: 503, code: 'RECORD_DAMAGED' });
    // The operator drives the dead letters again.
    expect(await platform.runtimes[0]?.replayParked()).toBe(0);
    expect(await read(id)).toEqual({ status: 200, code: undefined });
    expect(await readiness(200)).toEqual({ status: 200, body: { status: 'ok', stalled: [], mail: 'off' } });
  });

  const json = { 'content-type': 'application/json' };
  it.each<[string, string, RequestInit, number]>([
    ['no token', '/assessment/persons', { method: 'POST', headers: json, body: '{}' }, 401],
    ['no such path', '/nowhere', {}, 404],
    ['history is not deleted', '/assessment/persons', { method: 'DELETE' }, 405],
    ['no JSON', '/assessment/persons', { method: 'POST', headers: json, body: '{' }, 400],
    ['too large', '/assessment/persons', { method: 'POST', headers: json, body: `"${'x'.repeat(2_000_000)}"` }, 413],
  ])('says the correlation with every refusal, and takes no client’s: %s', async (_, path, init, status) => {
    const given = randomUUID();
    // Of a caller without a token no body is read.
    const authorization = status === 401 ? '' : `Bearer ${token}`;
    const headers = { ...init.headers, authorization, 'x-correlation-id': given };
    const answer = await fetch(url + path, { ...init, headers });
    const { correlationId } = (await answer.json()) as { correlationId: string };
    expect({ status: answer.status, said: answer.headers.get('x-correlation-id') }).toEqual({
      status,
      said: correlationId,
    });
    expect(correlationId).not.toBe(given);
  });

  it('says it on pages and probes, and to what is no request', async () => {
    for (const address of [`${url}/health/live`, `${url}/health/ready`, `${platform.operatorUrl()}/metrics`])
      expect((await fetch(address)).headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
    const said = await new Promise<string>((resolve) => {
      let text = '';
      const { port, hostname } = new URL(url);
      const socket = connect(Number(port), hostname, () => socket.write('no request\r\n\r\n'));
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
    });
    expect(said).toMatch(/^HTTP\/1\.1 400 [^]*X-Correlation-Id: [0-9a-f-]{36}/);
  });
});
