import { MemoryBus, MemoryLeases, MemoryLog, MemoryViewStore, type ActingParty } from '@carethread/event-sourcing';
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
const [TENANT, HOME, ENDPOINT] = ['tenant', 'home', 'endpoint'].map((name) => uuidV5('replicas', name)) as [
  string,
  string,
  string,
];
const clock = { now: () => Date.now() };
const actor = (role: string, organisationId?: string): ActingParty => ({
  ...{ userId: role, user: uuidV5('replicas', role), role, roles: [role], serviceIds: [], qualifications: [] },
  ...(organisationId && { organisationId }),
});
const manager = actor('SM', HOME);

interface Sent {
  readonly id: string;
  readonly lane: string;
  readonly sequence: string;
  readonly type: string;
  /** It was accepted, and its sender never learned. */
  readonly isLost: boolean;
}

/** The provider's own system: what it has accepted, in the order in which it did. */
class Provider {
  readonly accepted: Sent[] = [];
  #waiting: (() => void)[] = [];

  answer({ body }: Posted): Answer {
    const event: unknown = JSON.parse(body);
    const of = (name: string): string => textMember(event, name) ?? '';
    if (Math.random() < FAILING) return Math.random() < 0.5 ? { status: 500 } : { failure: 'connection' };
    const isLost = Math.random() < FAILING / 10;
    this.accepted.push({ id: of('id'), lane: of('subject'), sequence: of('sequence'), type: of('type'), isLost });
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
  /** It was killed: nothing that it does has an effect any more. */
  isDead = false;

  constructor(
    readonly stores: Stores,
    readonly provider: Provider,
  ) {
    const views = new MemoryViewStore();
    const post = async (posted: Posted): Promise<Answer> => {
      await new Promise(setImmediate);
      if (this.isDead) return new Promise(() => undefined);
      const answer = provider.answer(posted);
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
        leases: new MemoryLeases(stores.holders),
        issuer: 'https://issuer.carethread.invalid',
        jurisdiction: 'ENG',
        warn: () => undefined,
        webhooks: { sender: { post, fault: () => Promise.resolve(undefined) }, retryScale: 0.000_01 },
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
    for (const holder of this.stores.holders.values()) holder.owner = undefined;
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
    const agree = { type: 'AgreeService', personId, providerId: HOME, serviceType: 'homeCare', setting: 'careAtHome' };
    await this.command(episode, episodeId, agree, manager, personId);
    await this.runtime.decisionViewsCurrent();
    await this.command(subscription, subscriptionId, { type: 'StartSubscription' }, manager, personId);
    const change = { type: 'NotifyChange', planId: personId, versionNo: 1, changeKind: 'published', causeId: 'one' };
    await this.command(subscription, subscriptionId, change, actor('SY', HOME), personId);
  }
}

const hashOf = (ids: Iterable<string>): string =>
  createHash('sha256')
    .update([...ids].sort().join())
    .digest('hex');

describe('the delivery by two replicas, of which one is killed', () => {
  it(`PLAT-14: of ${2 * SUBSCRIPTIONS} notices none is lost and none out of order, and what is sent twice was under way`, async () => {
    const stores = new Stores();
    const provider = new Provider();
    const first = new Replica(stores, provider);
    await first.start();
    const register = { type: 'RegisterEndpoint', kind: 'webhook', url: 'https://hooks.example/', present: 0, head: 0 };
    await first.command(endpoint, ENDPOINT, register, manager, null);
    await first.command(endpoint, ENDPOINT, { type: 'VerifyEndpoint' }, manager, null);
    for (let nth = 0; nth < SUBSCRIPTIONS / 2; nth += 1) await first.serves(nth);
    const second = new Replica(stores, provider);
    await second.start();
    await provider.until(SUBSCRIPTIONS / 2);
    first.kill();
    for (let nth = SUBSCRIPTIONS / 2; nth < SUBSCRIPTIONS; nth += 1) await second.serves(nth);
    await provider.until(2 * SUBSCRIPTIONS);
    const { accepted } = provider;
    expect(accepted.filter(({ type }) => type.includes('withheld'))).toEqual([]);
    expect(new Set(accepted.map(({ sequence }) => Number(sequence)))).toEqual(
      new Set(Array.from({ length: 2 * SUBSCRIPTIONS }, (_, at) => at + 1)),
    );
    // Beside those whose answer was lost, only what was under way in its lanes when the first was killed is sent again.
    const lost = new Set(accepted.filter(({ isLost }) => isLost).map(({ id }) => id));
    const known = accepted.filter(({ id }) => !lost.has(id));
    expect(known.length - new Set(known.map(({ id }) => id)).size).toBeLessThanOrEqual(8);
    const last = new Map<string, string>();
    for (const { lane, sequence } of accepted) {
      expect((last.get(lane) ?? '') <= sequence).toBe(true);
      last.set(lane, sequence);
    }
    const sequence = new Sequence(noticeReader(second.runtime, TENANT), TENANT, HOME);
    const places = await sequence.after(0, 2 * SUBSCRIPTIONS + 1);
    expect(hashOf(provider.ids)).toBe(hashOf(places.map(noticeIdOf)));
    await second.runtime.stop();
  }, 1_800_000);
});
