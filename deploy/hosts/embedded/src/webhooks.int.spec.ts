import { readSettings, type Platform } from '@carethread/service-kit';
import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { startEmbedded } from './embedded.js';
import { Caller, callers, type Callers } from './testing/callers.js';
import { organisation, type Organisation } from './testing/organisations.js';
import { Receiver, type Received } from './testing/receiver.js';

const EN = '/care-plan/endpoints';
const STARTED = 'care-plan.subscription-started.v1';
const ENDED = 'care-plan.subscription-ended.v1';
/** A hundred thousandth: five days last 4.3 s, and the first delay 50 µs. */
const SCALE = '0.00001';

/** What one provider of this spec has. */
interface Provider {
  readonly organisation: Organisation;
  readonly manager: Caller;
  readonly receiver: Receiver;
  readonly endpoint: string;
  readonly secret: string;
}

const sequences = (received: readonly Received[]) => received.map(({ sequence }) => Number(sequence));
const headerOf = ({ headers }: Received, name: string): string => String(headers[name] ?? '');

describe('webhooks to providers, over HTTP', () => {
  const data = mkdtempSync(join(tmpdir(), 'carethread-webhooks-'));
  const receivers: Receiver[] = [];
  let platform: Platform;
  let url: string;
  let who: Callers;

  const start = async (): Promise<void> => {
    platform = await startEmbedded(
      readSettings({
        CARETHREAD_PORT: '0',
        CARETHREAD_DATA: data,
        CARETHREAD_MODE: 'test',
        CARETHREAD_WEBHOOK_ALLOW: '127.0.0.0/8',
        CARETHREAD_WEBHOOK_PORTS: '1024-65535',
        CARETHREAD_WEBHOOK_RETRY_SCALE: SCALE,
      }),
    );
    url = await platform.listen();
  };
  const idle = () => fetch(`${url}/test/idle?within=20000`);

  const provider = async (): Promise<Provider> => {
    const home = await organisation(who, 'provider');
    const manager = await home.caller(['SM']);
    const receiver = await Receiver.start();
    receivers.push(receiver);
    const { body } = await manager.json('POST', EN, { kind: 'webhook', url: receiver.url, secret: true });
    const endpoint = String(body.id);
    expect((await manager.json('POST', `${EN}/${endpoint}/verification`, {})).body.state).toBe('active');
    return { organisation: home, manager, receiver, endpoint, secret: String(body.secret) };
  };

  /** Serves one more person, of whom the provider gets one notice; gives the episode. */
  const serve = async ({ organisation: home, manager }: Provider): Promise<{ personId: string; episode: string }> => {
    const { id: personId } = await who.person();
    await idle();
    const agreed = await manager.json('POST', '/care-plan/episodes', { personId, serviceId: home.serviceId });
    await idle();
    const subscribed = await manager.json('POST', '/care-plan/subscriptions', { personId });
    expect([agreed.status, subscribed.status]).toEqual([201, 201]);
    return { personId, episode: String(agreed.body.id) };
  };
  const stateOf = async ({ manager, endpoint }: Provider) =>
    (await manager.send('GET', `${EN}/${endpoint}`)).body.state;
  const until = async (fits: () => Promise<boolean>): Promise<void> => {
    const end = Date.now() + 20_000;
    while (!(await fits())) {
      if (Date.now() > end) throw new Error('it did not come to that');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  beforeAll(async () => {
    await start();
    who = await callers(url);
  }, 60_000);
  afterAll(async () => {
    await platform.stop();
    for (const receiver of receivers) await receiver.stop();
    rmSync(data, { recursive: true, force: true });
  });

  it('PLAT-13: sends each notice signed, in the order of the sequence, and what came of it is listed', async () => {
    const home = await provider();
    const { receiver, manager, endpoint, secret } = home;
    for (let nth = 1; nth <= 3; nth += 1) await serve(home);
    const received = await receiver.until(({ length }) => length === 3);
    expect(sequences(received).toSorted()).toEqual([1, 2, 3]);
    const [first] = received;
    if (first === undefined) throw new Error('there is a first');
    expect(headerOf(first, 'content-type')).toBe('application/cloudevents+json');
    expect(headerOf(first, 'webhook-id')).toBe(first.id);
    expect(first.type).toBe(STARTED);
    new Webhook(secret).verify(first.body, {
      'webhook-id': headerOf(first, 'webhook-id'),
      'webhook-timestamp': headerOf(first, 'webhook-timestamp'),
      'webhook-signature': headerOf(first, 'webhook-signature'),
    });
    const keys = await fetch(`${url}/care-plan/webhook-keys?organisationId=${home.organisation.id}`);
    const [{ x }] = JSON.parse(await keys.text()).keys;
    const v1a =
      headerOf(first, 'webhook-signature')
        .split(' ')
        .find((one) => one.startsWith('v1a,')) ?? '';
    const content = Buffer.from(`${first.id}.${headerOf(first, 'webhook-timestamp')}.${first.body}`);
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    expect(verify(null, content, key, Buffer.from(v1a.slice(4), 'base64'))).toBe(true);
    await until(async () => (await manager.send('GET', `${EN}/${endpoint}/deliveries`)).body.items.length === 3);
    const { items } = (await manager.send('GET', `${EN}/${endpoint}/deliveries?status=accepted`)).body;
    expect(items[0]).toMatchObject({ attempt: 1, outcome: 'accepted', status: 204, seq: expect.any(Number) });
    const [page] = [(await manager.send('GET', `${EN}/${endpoint}/deliveries?limit=2`)).body];
    expect(page.items).toHaveLength(2);
    const next = await manager.send(
      'GET',
      `${EN}/${endpoint}/deliveries?limit=2&after=${encodeURIComponent(page.next)}`,
    );
    expect(next.body.items).toHaveLength(1);
    expect(next.body.next).toBeUndefined();
  }, 60_000);

  it('PLAT-13: that a notice was accepted is in the access log of the person whom it is about', async () => {
    const home = await provider();
    const { personId } = await serve(home);
    await home.receiver.until(({ length }) => length === 1);
    const officer = await who.caller({ roles: ['AU'] });
    await until(async () => {
      const { body } = await officer.send('GET', `/care-plan/persons/${personId}/access-entries`);
      return body.items.some(
        (entry: { outcome: string; organisationId: string }) =>
          entry.outcome === 'delivered' && entry.organisationId === home.organisation.id,
      );
    });
  }, 60_000);

  it('PLAT-14: a notice that fails is sent again until it is accepted, before anything else of that person, and no other waits', async () => {
    const home = await provider();
    const { receiver, manager } = home;
    const { episode } = await serve(home);
    const [first] = await receiver.until(({ length }) => length === 1);
    const held = await serve(home);
    await receiver.until(({ length }) => length === 2);
    receiver.answers = ({ body }, response) =>
      void response.writeHead(body.includes(first?.body.match(/subscriptions\/[\w-]+/)?.[0] ?? '?') ? 500 : 204).end();
    await manager.json('POST', `/care-plan/episodes/${episode}/end`, { reason: 'completed' });
    await receiver.until((all) => all.filter(({ type }) => type === ENDED).length >= 3);
    await manager.json('POST', `/care-plan/episodes/${held.episode}/end`, { reason: 'completed' });
    await receiver.until((all) => new Set(sequences(all)).has(4));
    receiver.answers = (_, response) => void response.writeHead(204).end();
    await until(async () => {
      const { body } = await manager.send('GET', `${EN}/${home.endpoint}/deliveries?status=accepted`);
      return body.items.length === 4;
    });
    expect(await stateOf(home)).toBe('active');
  }, 60_000);

  it('PLAT-13: one that says that it is gone is switched off, its manager and the council are told, and it goes on where it was', async () => {
    const home = await provider();
    const { receiver, manager, endpoint } = home;
    receiver.answers = (_, response) => void response.writeHead(410).end();
    await serve(home);
    await until(async () => (await stateOf(home)) === 'disabled');
    await idle();
    const tasks = async (by: Caller) =>
      (await by.send('GET', '/care-plan/tasks?kind=endpointDisabled')).body.items.filter(
        ({ ref }: { ref: { endpointId: string } }) => ref.endpointId === endpoint,
      );
    expect(await tasks(manager)).toMatchObject([{ kind: 'endpointDisabled', ref: { reason: 'gone' } }]);
    expect(await tasks(who.assessor)).toHaveLength(1);
    await serve(home);
    receiver.answers = (_, response) => void response.writeHead(204).end();
    receiver.received.length = 0;
    expect((await manager.json('POST', `${EN}/${endpoint}/resume`, {})).body.state).toBe('active');
    const received = await receiver.until(({ length }) => length === 2);
    expect(sequences(received).toSorted()).toEqual([1, 2]);
  }, 60_000);

  it('PLAT-13: one that takes nothing for five days is switched off, after its people were told at an hour and at a day', async () => {
    const home = await provider();
    home.receiver.answers = (_, response) => void response.writeHead(503).end();
    await serve(home);
    await until(async () => (await stateOf(home)) === 'disabled');
    await idle();
    const { body } = await home.manager.send('GET', '/care-plan/tasks');
    const mine = body.items.filter(({ ref }: { ref: { endpointId: string } }) => ref.endpointId === home.endpoint);
    // Switched off, it is one task, and none that says it fails.
    expect(mine.map(({ ref }: { ref: { after?: string; reason?: string } }) => ref.after ?? ref.reason)).toEqual([
      'failing',
    ]);
  }, 60_000);

  it('PLAT-13: one that was resumed has another five days', async () => {
    const home = await provider();
    const { receiver, manager, endpoint } = home;
    receiver.answers = (_, response) => void response.writeHead(500).end();
    await serve(home);
    await until(async () => (await stateOf(home)) === 'disabled');
    const attempts = receiver.received.length;
    await manager.json('POST', `${EN}/${endpoint}/resume`, {});
    await receiver.until(({ length }) => length > attempts);
    expect(await stateOf(home)).toBe('active');
    await until(async () => (await stateOf(home)) === 'disabled');
  }, 60_000);

  it('PLAT-14: what is asked for again is sent again, marked, and what is new goes on', async () => {
    const home = await provider();
    const { receiver, manager, endpoint } = home;
    for (let nth = 1; nth <= 3; nth += 1) await serve(home);
    const [, second] = await receiver.until(({ length }) => length === 3);
    receiver.received.length = 0;
    const from = Buffer.from('1.1').toString('base64url');
    expect((await manager.json('POST', `${EN}/${endpoint}/replay`, { from })).status).toBe(200);
    const again = await receiver.until(({ length }) => length === 2);
    expect(sequences(again).toSorted()).toEqual([2, 3]);
    expect(again.every((one) => headerOf(one, 'webhook-replay') === '1')).toBe(true);
    await manager.json('POST', `${EN}/${endpoint}/replay`, { ids: [second?.id] });
    const once = await receiver.until(({ length }) => length === 3);
    expect(once[2]?.id).toBe(second?.id);
    await serve(home);
    const fresh = await receiver.until(({ length }) => length === 4);
    expect(fresh[3]).toMatchObject({ sequence: '0000000000000004' });
    expect(fresh[3]?.headers).not.toHaveProperty('webhook-replay');
    for (const body of [
      {},
      { from, ids: [second?.id] },
      { from: 'nonsense' },
      { ids: ['00000000-0000-4000-8000-000000000001'] },
    ])
      expect((await manager.json('POST', `${EN}/${endpoint}/replay`, body)).status).toBeGreaterThanOrEqual(400);
  }, 60_000);

  it('PLAT-13: while a key is rotated nothing is sent that a receiver of either key refuses', async () => {
    const home = await provider();
    const { receiver, manager, endpoint, secret } = home;
    const refused: string[] = [];
    let second = '';
    const verifies = (one: Received, by: string): boolean => {
      try {
        new Webhook(by).verify(one.body, {
          'webhook-id': one.id,
          'webhook-timestamp': headerOf(one, 'webhook-timestamp'),
          'webhook-signature': headerOf(one, 'webhook-signature'),
        });
        return true;
      } catch {
        return false;
      }
    };
    receiver.answers = (one, response) => {
      if (!verifies(one, secret) || (second !== '' && !verifies(one, second))) refused.push(one.id);
      response.writeHead(204).end();
    };
    await serve(home);
    const rotated = await manager.json('POST', `${EN}/${endpoint}/key-rotation`, {});
    await receiver.until(({ length }) => length === 1);
    second = String(rotated.body.secret);
    await serve(home);
    await receiver.until(({ length }) => length === 2);
    expect(refused).toEqual([]);
    expect(second).not.toBe(secret);
  }, 60_000);

  it('PLAT-13: sends only the types that are asked for, and skips no place', async () => {
    const home = await provider();
    const { manager, endpoint, receiver } = home;
    await manager.send('DELETE', `${EN}/${endpoint}`);
    const { body } = await manager.json('POST', EN, { kind: 'webhook', url: receiver.url, types: [ENDED] });
    await manager.json('POST', `${EN}/${String(body.id)}/verification`, {});
    const { episode } = await serve(home);
    await manager.json('POST', `/care-plan/episodes/${episode}/end`, { reason: 'completed' });
    const received = await receiver.until(({ length }) => length === 1);
    expect(received[0]).toMatchObject({ type: ENDED, sequence: '0000000000000002' });
  }, 60_000);

  it('PLAT-13: a pause holds everything back, and nothing is lost', async () => {
    const home = await provider();
    const { manager, endpoint, receiver } = home;
    await manager.json('POST', `${EN}/${endpoint}/pause`, {});
    await serve(home);
    await serve(home);
    await idle();
    expect(receiver.received).toEqual([]);
    await manager.json('POST', `${EN}/${endpoint}/resume`, {});
    expect(sequences(await receiver.until(({ length }) => length === 2)).toSorted()).toEqual([1, 2]);
  }, 60_000);

  it('D20: what is restricted between a notice and its attempt goes out as withheld, in its place', async () => {
    const home = await provider();
    const { manager, endpoint, receiver } = home;
    await manager.json('POST', `${EN}/${endpoint}/pause`, {});
    const { personId } = await serve(home);
    await serve(home);
    await idle();
    const self = await who.caller({ roles: ['PE'], personId });
    const officer = await who.caller({ roles: ['DP'] });
    const { body } = await self.json('POST', '/consent/data-requests', { personId, right: 'restriction' });
    const decided = await officer.json('POST', `/consent/data-requests/${String(body.id)}/restriction`, {
      fields: ['history'],
      ground: 'unlawful',
    });
    expect(decided.status).toBe(200);
    await idle();
    await manager.json('POST', `${EN}/${endpoint}/resume`, {});
    const received = await receiver.until(({ length }) => length === 2);
    expect(received.map(({ sequence, type }) => [Number(sequence), type]).toSorted()).toEqual([
      [1, 'care-plan.notice-withheld.v1'],
      [2, STARTED],
    ]);
  }, 60_000);

  it('PLAT-14: after a restart it goes on where it was: nothing that was accepted is sent again', async () => {
    const home = await provider();
    const { receiver } = home;
    await serve(home);
    await receiver.until(({ length }) => length === 1);
    receiver.answers = (_, response) => void response.writeHead(500).end();
    await serve(home);
    await receiver.until(({ length }) => length >= 3);
    await platform.stop();
    receiver.answers = (_, response) => void response.writeHead(204).end();
    receiver.received.length = 0;
    await start();
    const received = await receiver.until(({ length }) => length >= 1);
    expect(sequences(received)).toEqual([2]);
    const token = await fetch(`${url}/test/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ tenantId: who.tenantId, userId: home.endpoint },
        roles: ['SM'],
        organisationId: home.organisation.id,
      }),
    });
    const manager = new Caller(url, JSON.parse(await token.text()).accessToken);
    expect(await stateOf({ ...home, manager })).toBe('active');
  }, 60_000);
});
