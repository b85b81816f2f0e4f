import { startEmbedded } from '@carethread/embedded';
import { callers, organisation, Receiver, type Caller } from '@carethread/embedded/testing';
import { requireList, requireText, textMember } from '@carethread/ledger';
import { readSettings, type Platform } from '@carethread/service-kit';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deliveries, endpoints, redeliver } from './endpoints.js';

describe('endpoints of providers, for the operator of a running platform', () => {
  let data: string;
  let platform: Platform;
  let receiver: Receiver;
  let manager: Caller;
  let providerId: string;
  let webhook: string;
  let topic: string;

  const attempt = async (seq: number, outcome: string, more: object = {}): Promise<void> => {
    const runtime = platform.runtimes.find(({ definition }) => definition.name === 'care-plan');
    const attempts = await runtime?.webhooks.attempts();
    const at = new Date(Date.parse('2026-03-02T09:00:00.000Z') + seq * 1_000).toISOString();
    attempts?.write({ endpointId: webhook, seq, attempt: 1, at, outcome, milliseconds: 12, ...more });
  };
  const register = async (body: object): Promise<string> => {
    const registered = await manager.json('POST', '/care-plan/endpoints', body);
    expect(registered.status).toBe(201);
    return String(registered.body.id);
  };

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'carethread-endpoints-'));
    receiver = await Receiver.start();
    platform = await startEmbedded(
      readSettings({
        CARETHREAD_MODE: 'test',
        CARETHREAD_PORT: '0',
        CARETHREAD_DATA: data,
        CARETHREAD_WEBHOOK_ALLOW: '127.0.0.0/8',
        CARETHREAD_WEBHOOK_PORTS: '1024-65535',
      }),
    );
    const url = await platform.listen();
    const who = await callers(url);
    const provider = await organisation(who, 'provider');
    providerId = provider.id;
    manager = await provider.caller(['SM', 'RM']);
    webhook = await register({
      kind: 'webhook',
      url: `${receiver.url}?token=synthetic-secret`,
      types: ['care-plan.plan-changed.v1'],
    });
    topic = await register({ kind: 'kafka' });
    await manager.json('POST', `/care-plan/endpoints/${webhook}/verification`, {});
    const idle = () => fetch(`${url}/test/idle?within=20000`);
    for (let nth = 0; nth < 3; nth++) {
      const { id: personId } = await who.person();
      await idle();
      await manager.json('POST', '/care-plan/episodes', {
        personId,
        serviceId: provider.serviceId,
        setting: 'careAtHome',
      });
      await idle();
      await manager.json('POST', '/care-plan/subscriptions', { personId });
    }
    await idle();
  }, 120_000);
  afterAll(async () => {
    await platform.stop();
    await receiver.stop();
    rmSync(data, { recursive: true, force: true });
  });

  it('PLAT-13: lists them with what came of the last attempt, and never a URL', async () => {
    await attempt(1, 'accepted', { status: 204 });
    const { code, result, lines } = await endpoints(data, false);
    expect(code).toBe(0);
    const found = requireList(result, 'endpoints');
    expect(found).toHaveLength(2);
    expect(found).toContainEqual({
      id: webhook,
      organisationId: providerId,
      kind: 'webhook',
      state: 'active',
      attemptedAt: '2026-03-02T09:00:01.000Z',
      outcome: 'accepted',
      acceptedAt: '2026-03-02T09:00:01.000Z',
      isFailing: false,
    });
    // Nothing fills topics here, since there is no broker: three notices wait.
    expect(found).toContainEqual(expect.objectContaining({ id: topic, kind: 'kafka', waiting: 3, isFailing: false }));
    expect(lines.join('\n')).toMatch(new RegExp(`ok +${webhook} .* of ${providerId}: accepted at 2026-03-02`));
    expect(JSON.stringify([result, lines])).not.toMatch(/synthetic-secret|127\.0\.0\.1/);
    expect(await endpoints(data, true)).toEqual({ code: 0, result: { endpoints: [] }, lines: ['no endpoint fails'] });
  });

  it('PLAT-13: names those that take nothing, and since when, and ends with 1', async () => {
    await attempt(2, 'status', { status: 503 });
    const { code, lines } = await endpoints(data, true);
    expect([code, lines]).toEqual([1, [expect.stringMatching(/^FAILS .*status at .*:02.*, last accepted at .*:01/)]]);
  });

  it('PLAT-13: lists the attempts on one, newest first, each with its cursor', async () => {
    const { code, result, lines } = await deliveries(data, webhook, undefined);
    const found = requireList(result, 'deliveries');
    expect([code, found.map((one) => textMember(one, 'outcome'))]).toEqual([0, ['status', 'accepted']]);
    expect(lines[0]).toMatch(/notice 2 \(.+\) {2}attempt 1 {2}status 503 {2}12 ms/);
    expect(requireList((await deliveries(data, webhook, 1)).result, 'deliveries')).toHaveLength(1);
    expect((await deliveries(data, topic, undefined)).lines).toEqual(['nothing was sent in 30 days']);
  });

  it('PLAT-13: has notices sent again, from a cursor of that list on, and refuses what a provider could not ask for either', async () => {
    const [, first] = requireList((await deliveries(data, webhook, undefined)).result, 'deliveries');
    const from = requireText(first, 'cursor');
    expect(await redeliver(data, { endpointId: webhook, from })).toMatchObject({ code: 0, result: { notices: 2 } });
    const shown = await manager.send('GET', `/care-plan/endpoints/${webhook}`);
    expect(shown.body.state).toBe('active');
    await expect(redeliver(data, { endpointId: webhook, from: 'elsewhere' })).rejects.toThrow(/CURSOR_UNKNOWN/);
    await expect(redeliver(data, { endpointId: topic, from })).rejects.toThrow(/STATE_CONFLICT/);
    await expect(redeliver(data, { endpointId: providerId, from })).rejects.toThrow(/NOT_FOUND/);
  });

  it('says where it looked when no platform runs', async () => {
    await expect(endpoints(join(data, 'elsewhere'), false)).rejects.toThrow(/no running platform was found/);
  });
});
