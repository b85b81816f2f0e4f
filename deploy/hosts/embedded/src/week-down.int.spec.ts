import { readSettings, type Platform } from '@carethread/service-kit';
import { systemActor, type ServiceRuntime } from '@carethread/runtime';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.js';
import { callers, type Caller, type Callers } from './testing/callers.js';
import { eachPage } from './testing/each-page.js';
import { organisation, type Organisation } from './testing/organisations.js';
import { Receiver } from './testing/receiver.js';

const EN = '/care-plan/endpoints';
/** A hundred thousandth: five days of failing last 4.3 s, and a week 6 s. */
const SCALE = 0.000_01;
const WEEK_MS = 7 * 86_400_000 * SCALE;
const PEOPLE = 10;
const CHANGES = 8;
/** Of so many people a change is urgent. */
const URGENT = 3;
const NOTICES = PEOPLE * (1 + CHANGES);

interface Served {
  readonly personId: string;
  readonly subscriptionId: string;
}

describe('a provider that was down for a week', () => {
  const data = mkdtempSync(join(tmpdir(), 'carethread-week-'));
  let platform: Platform;
  let runtime: ServiceRuntime;
  let url: string;
  let who: Callers;
  let home: Organisation;
  let manager: Caller;
  let receiver: Receiver;
  let endpoint: string;

  const idle = () => fetch(`${url}/test/idle?within=30000`);
  const until = async (what: string, holds: () => boolean | Promise<boolean>): Promise<void> => {
    for (const end = Date.now() + 60_000; !(await holds()); await new Promise((resolve) => setTimeout(resolve, 20)))
      if (Date.now() > end) throw new Error(`it did not come to that: ${what}`);
  };
  const serve = async (): Promise<Served> => {
    const { id: personId } = await who.person();
    await idle();
    const agreed = await manager.json('POST', '/care-plan/episodes', { personId, serviceId: home.serviceId });
    await idle();
    const { status, body } = await manager.json('POST', '/care-plan/subscriptions', { personId });
    expect([agreed.status, status]).toEqual([201, 201]);
    return { personId, subscriptionId: String(body.id) };
  };
  /** As the policy does that hears of a change of the plan. */
  const change = async ({ personId, subscriptionId }: Served, changeKind: string): Promise<void> => {
    const [commandId, planId, causeId] = [randomUUID(), randomUUID(), randomUUID()];
    const command = { type: 'NotifyChange', planId, versionNo: 1, changeKind, causeId };
    await runtime.execute({
      decider: runtime.decider('subscription'),
      id: subscriptionId,
      command,
      actor: { ...systemActor('notify-subscribers-when-plan-changes'), organisationId: home.id },
      ...{ tenantId: who.tenantId, personId, commandId, correlationId: commandId, causationId: commandId },
    });
  };
  const moveClock = async (advance: string): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/test/clock`, { method: 'PUT', headers, body: JSON.stringify({ advance }) });
    expect(answer.status).toBe(200);
    await idle();
  };
  const tasks = async (kind: string) =>
    (await eachPage(manager, '/care-plan/tasks', `kind=${kind}&organisationId=${home.id}`)).flat();

  beforeAll(async () => {
    platform = await startEmbedded(
      readSettings({
        CARETHREAD_PORT: '0',
        CARETHREAD_DATA: data,
        CARETHREAD_MODE: 'test',
        CARETHREAD_WEBHOOK_ALLOW: '127.0.0.0/8',
        CARETHREAD_WEBHOOK_PORTS: '1024-65535',
        CARETHREAD_WEBHOOK_RETRY_SCALE: String(SCALE),
      }),
    );
    url = await platform.listen();
    const found = platform.runtimes.find(({ definition }) => definition.name === 'care-plan');
    if (found === undefined) throw new Error('care-plan runs');
    runtime = found;
    who = await callers(url);
    home = await organisation(who, 'provider');
    manager = await home.caller(['SM']);
    receiver = await Receiver.start();
    const { body } = await manager.json('POST', EN, { kind: 'webhook', url: receiver.url });
    endpoint = String(body.id);
    await manager.json('POST', `${EN}/${endpoint}/verification`, {});
  }, 60_000);
  afterAll(async () => {
    await platform.stop();
    await receiver.stop();
    rmSync(data, { recursive: true, force: true });
  });

  it('PLAT-13: PLAT-14: loses nothing, gets fifty a second when it is back, what is urgent first, and each notice was escalated once', async () => {
    receiver.answers = (_, response) => void response.writeHead(503).end();
    const began = performance.now();
    const people: Served[] = [];
    for (let nth = 0; nth < PEOPLE; nth += 1) people.push(await serve());
    for (let round = 0; round < CHANGES; round += 1)
      for (const [nth, person] of people.entries())
        await change(person, nth < URGENT && round === CHANGES - 1 ? 'suspended' : 'published');
    const stateOf = async () => (await manager.send('GET', `${EN}/${endpoint}`)).body.state;
    await until('it is switched off', async () => (await stateOf()) === 'disabled');
    await until('a week is over', () => performance.now() - began > WEEK_MS);
    await moveClock('P7D');
    const escalated = await tasks('changeAcknowledgement');
    expect(escalated).toHaveLength(PEOPLE * CHANGES);

    const arrived: { readonly at: number; readonly sequence: number; readonly lane: string }[] = [];
    receiver.received.length = 0;
    receiver.answers = ({ sequence, body }, response) => {
      const lane = people.findIndex(({ subscriptionId }) => body.includes(subscriptionId));
      arrived.push({ at: performance.now(), sequence: Number(sequence), lane: String(lane) });
      response.writeHead(204).end();
    };
    expect((await manager.json('POST', `${EN}/${endpoint}/resume`, {})).body.state).toBe('active');
    await until('everything has come', () => new Set(arrived.map(({ sequence }) => sequence)).size >= NOTICES);

    expect(arrived.map(({ sequence }) => sequence).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: NOTICES }, (_, at) => at + 1),
    );
    for (const [lane, of] of Map.groupBy(arrived, (one) => one.lane)) {
      const sequences = of.map(({ sequence }) => sequence);
      expect([lane, sequences]).toEqual([lane, sequences.toSorted((a, b) => a - b)]);
    }
    const lastOf = (isUrgent: boolean): number =>
      arrived.findLastIndex(({ lane }) => Number(lane) < URGENT === isUrgent);
    expect(arrived[0]?.lane).toBe('0');
    expect(lastOf(true)).toBeLessThan(lastOf(false) - PEOPLE);
    // Fifty a second, whatever came in any second.
    for (const [nth, { at }] of arrived.entries()) {
      const within = arrived.slice(nth).filter((one) => one.at - at < 1_000).length;
      // What was under way together may arrive closer together than it was sent.
      expect(within).toBeLessThanOrEqual(50 + 10);
    }

    await moveClock('P2D');
    expect((await tasks('changeAcknowledgement')).map(({ id }) => id).toSorted()).toEqual(
      escalated.map(({ id }) => id).toSorted(),
    );
    const told = [...(await tasks('endpointFailing')), ...(await tasks('endpointDisabled'))];
    // What was said while it failed closes when it is switched off: one task is left, escalated to the council once.
    expect(told).toEqual([
      expect.objectContaining({
        ...{ kind: 'endpointDisabled', ref: expect.objectContaining({ reason: 'failing' }) },
        escalations: [expect.objectContaining({ forRole: 'AS', step: 'council' })],
      }),
    ]);
  }, 180_000);
});
