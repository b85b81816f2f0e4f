import { MemoryBus, MemoryLeases, MemoryLog, MemoryViewStore, type ActingParty } from '@carethread/event-sourcing';
import { until } from '@carethread/event-sourcing/testing';
import { textMember, uuidV5 } from '@carethread/ledger';
import { MemoryAttachments, MemoryKeyStore } from '@carethread/privacy';
import { ServiceRuntime, type CommandOutcome } from '@carethread/runtime';
import type { Answer, Posted } from '@carethread/webhooks';
import { createHash } from 'node:crypto';
import { endpoint } from '../domain/endpoint/decider.js';
import { episode } from '../domain/episode/decider.js';
import { subscription } from '../domain/subscription/decider.js';
import { facts } from '../exchange/facts.js';
import { publish } from '../exchange/publish.js';
import { noticeIdOf } from '../notices/notice.js';
import { noticeReader, Sequence } from '../notices/sequence.js';
import { endpointList } from '../views/endpoint-list.js';
import { providerNotices } from '../views/provider-notices.js';
import { webhookKeys } from '../views/webhook-keys.js';
import { deliveryDuties } from './duties.js';

/** The whole of it by `npm run test:all`. */
const SUBSCRIPTIONS = process.env['CARETHREAD_MATRIX'] === 'all' ? 10_000 : 300;
const FAILING = 0.3;
const TENANT = uuidV5('replicas', 'tenant');
/** Providers, each with a receiver of its own: replicas share them. */
const HOMES = Array.from({ length: 12 }, (_, nth) => uuidV5('replicas', 'home', nth));
const homeOf = (nth: number): string => HOMES[nth % HOMES.length] ?? '';
const clock = { now: () => Date.now() };
const actor = (role: string, organisationId?: string): ActingParty => ({
  ...{ userId: role, user: uuidV5('replicas', role), role, roles: [role], serviceIds: [], qualifications: [] },
  ...(organisationId && { organisationId }),
});

interface Sent {
  readonly home: string;
  /** Which replica sent it. */
  readonly by: Replica;
  readonly id: string;
  readonly lane: string;
  readonly sequence: string;
  readonly type: string;
  /** It was accepted, and its sender never learned. */
  readonly isLost: boolean;
}

/** The providers' own systems: what they have accepted, in the order in which they did. */
class Provider {
  readonly accepted: Sent[] = [];
  #waiting: (() => void)[] = [];

  answer({ body, url }: Posted, by: Replica): Answer {
    const event: unknown = JSON.parse(body);
    const of = (name: string): string => textMember(event, name) ?? '';
    if (Math.random() < FAILING) return Math.random() < 0.5 ? { status: 500 } : { failure: 'connection' };
    const isLost = Math.random() < FAILING / 10;
    const home = new URL(url).pathname.slice(1);
    this.accepted.push({
      home,
      by,
      id: of('id'),
      lane: of('subject'),
      sequence: of('sequence'),
      type: of('type'),
      isLost,
    });
    for (const wake of this.#waiting.splice(0)) wake();
    return isLost ? { failure: 'timeout' } : { status: 204 };
  }

  get ids(): ReadonlySet<string> {
    return new Set(this.accepted.map(({ id }) => id));
  }

  async until(count: number): Promise<void> {
    while (this.ids.size < count) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}

/** What outlives a process. */
class Stores {
  readonly log = new MemoryLog({ service: 'care-plan', clock });
  readonly accessLog = new MemoryLog({ service: 'care-plan', clock });
  readonly checkpoints = new MemoryViewStore();
  readonly keys = new MemoryKeyStore();
  readonly holders = new Map<string, { owner: object | undefined; term: number }>();
}

/** A replica of the service. */
class Replica {
  readonly runtime: ServiceRuntime;
  readonly leases: MemoryLeases;
  /** It was killed: nothing that it does has an effect any more. */
  isDead = false;

  constructor(
    readonly stores: Stores,
    readonly provider: Provider,
  ) {
    const views = new MemoryViewStore();
    this.leases = new MemoryLeases(stores.holders);
    const post = async (posted: Posted): Promise<Answer> => {
      await new Promise(setImmediate);
      if (this.isDead) return new Promise(() => undefined);
      const answer = provider.answer(posted, this);
      await new Promise(setImmediate);
      return answer;
    };
    this.runtime = new ServiceRuntime(
      {
        ...{ name: 'care-plan', path: 'care-plan', facts, publish, policies: [] },
        deciders: [subscription, episode, endpoint],
        views: [providerNotices, webhookKeys, endpointList],
      },
      {
        ...{ log: stores.log, accessLog: stores.accessLog, views, decisionViews: views, keys: stores.keys, clock },
        checkpoints: stores.checkpoints,
        bus: new MemoryBus(),
        attachments: new MemoryAttachments(),
        leases: this.leases,
        issuer: 'https://issuer.carethread.invalid',
        jurisdiction: 'ENG',
        warn: () => undefined,
        webhooks: { sender: { post, fault: () => Promise.resolve(undefined) }, retryScale: 0.000_5 },
      },
    );
  }

  async start(): Promise<void> {
    await this.runtime.start();
    await this.runtime.startRelay();
    await this.runtime.take(deliveryDuties);
  }

  /** As by kill -9: nothing is stored any more, and its leases are free. */
  kill(): void {
    this.isDead = true;
    this.runtime.checkpoints.store = () => new Promise(() => undefined);
    this.runtime.checkpoints.write = () => new Promise(() => undefined);
    this.leases.crash();
  }

  /** How many of the sixteen parts it has. */
  get parts(): number {
    return deliveryDuties.filter(({ name }) => this.leases.holds(name)).length;
  }

  command(
    decider: Parameters<ServiceRuntime['execute']>[0]['decider'],
    id: string,
    command: { readonly type: string; readonly [member: string]: unknown },
    by: ActingParty,
    personId: string | null,
  ): Promise<CommandOutcome> {
    const commandId = uuidV5(id, JSON.stringify(command));
    const ids = { commandId, correlationId: commandId, causationId: commandId };
    return this.runtime.execute({ decider, id, command, actor: by, tenantId: TENANT, personId, ...ids });
  }

  /** The provider serves one more person: its sequence begins with that, and it ends. */
  async serves(nth: number): Promise<void> {
    const [personId, episodeId, subscriptionId] = ['person', 'episode', 'subscription'].map((name) =>
      uuidV5('replicas', name, nth),
    ) as [string, string, string];
    const home = homeOf(nth);
    const manager = actor('SM', home);
    const agree = { type: 'AgreeService', personId, providerId: home, serviceType: 'homeCare', setting: 'careAtHome' };
    await this.command(episode, episodeId, agree, manager, personId);
    await this.runtime.decisionViewsCurrent();
    await this.command(subscription, subscriptionId, { type: 'StartSubscription' }, manager, personId);
    const change = { type: 'NotifyChange', planId: personId, versionNo: 1, changeKind: 'published', causeId: 'one' };
    await this.command(subscription, subscriptionId, change, actor('SY', home), personId);
  }
}

const hashOf = (ids: Iterable<string>): string =>
  createHash('sha256')
    .update([...ids].sort().join())
    .digest('hex');

async function registered(by: Replica, home: string): Promise<void> {
  const id = uuidV5('replicas', 'endpoint', home);
  const url = `https://hooks.example/${home}`;
  const register = { type: 'RegisterEndpoint', kind: 'webhook', url, present: 0, head: 0 };
  await by.command(endpoint, id, register, actor('SM', home), null);
  await by.command(endpoint, id, { type: 'VerifyEndpoint' }, actor('SM', home), null);
}

describe.each([2, 3])('the delivery by %d replicas, of which one is killed', (many) => {
  it(`PLAT-14: of ${2 * SUBSCRIPTIONS} notices none is lost and none out of order, what is sent twice was under way, and each has its share`, async () => {
    const stores = new Stores();
    const provider = new Provider();
    const replicas = Array.from({ length: many }, () => new Replica(stores, provider));
    const [first, ...others] = replicas;
    const [second] = others;
    if (first === undefined || second === undefined) throw new Error('there are two at least');
    await first.start();
    for (const home of HOMES) await registered(first, home);
    for (const other of others) await other.start();
    await until('each has its share', () => replicas.every(({ parts }) => parts > 0 && parts <= Math.ceil(16 / many)));
    for (let nth = 0; nth < SUBSCRIPTIONS / 2; nth += 1) await first.serves(nth);
    await provider.until(SUBSCRIPTIONS / 2);
    first.kill();
    for (let nth = SUBSCRIPTIONS / 2; nth < SUBSCRIPTIONS; nth += 1) await second.serves(nth);
    await provider.until(2 * SUBSCRIPTIONS);
    const { accepted } = provider;
    expect(new Set(accepted.map(({ by }) => by)).size).toBe(many);
    expect(others.map(({ parts }) => parts).reduce((sum, one) => sum + one)).toBe(16);
    expect(accepted.filter(({ type }) => type.includes('withheld'))).toEqual([]);
    // Beside those whose answer was lost, only what was under way in the lanes of an endpoint when the first was killed is sent again.
    const lost = new Set(accepted.filter(({ isLost }) => isLost).map(({ id }) => id));
    const known = accepted.filter(({ id }) => !lost.has(id));
    expect(known.length - new Set(known.map(({ id }) => id)).size).toBeLessThanOrEqual(8 * HOMES.length);
    const last = new Map<string, string>();
    for (const { lane, sequence } of accepted) {
      expect((last.get(lane) ?? '') <= sequence).toBe(true);
      last.set(lane, sequence);
    }
    for (const home of HOMES) {
      const sequence = new Sequence(noticeReader(second.runtime, TENANT), TENANT, home);
      const places = await sequence.after(0, 2 * SUBSCRIPTIONS);
      const ids = new Set(accepted.filter((one) => one.home === home).map(({ id }) => id));
      expect([home, hashOf(ids)]).toEqual([home, hashOf(places.map(noticeIdOf))]);
    }
    for (const other of others) await other.runtime.stop();
  }, 1_800_000);
});
