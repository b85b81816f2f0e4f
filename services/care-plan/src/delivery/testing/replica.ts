import {
  MemoryBus,
  MemoryLeases,
  MemoryLog,
  MemoryViewStore,
  type ActingParty,
  type Bus,
} from '@carethread/event-sourcing';
import { present, uuidV5 } from '@carethread/ledger';
import { MemoryAttachments, MemoryKeyStore } from '@carethread/privacy';
import { ServiceRuntime, type CommandOutcome } from '@carethread/runtime';
import type { Answer, Posted } from '@carethread/webhooks';
import { endpoint } from '../../domain/endpoint/decider.js';
import { episode } from '../../domain/episode/decider.js';
import { subscription } from '../../domain/subscription/decider.js';
import { facts } from '../../exchange/facts.js';
import { publish } from '../../exchange/publish.js';
import { endpointList } from '../../views/endpoint-list.js';
import { providerNotices } from '../../views/provider-notices.js';
import { providerTopics } from '../../views/provider-topics.js';
import { webhookKeys } from '../../views/webhook-keys.js';
import { deliveryDuties } from '../duties.js';
import { fillProviderTopics } from '../fill-provider-topics.js';

const clock = { now: () => Date.now() };
export const TENANT = uuidV5('replicas', 'tenant');

const actor = (role: string, organisationId: string): ActingParty => ({
  ...{ userId: role, user: uuidV5('replicas', role), role, roles: [role], serviceIds: [], qualifications: [] },
  organisationId,
});

/** What outlives a process. */
export class Stores {
  readonly log = new MemoryLog({ service: 'care-plan', clock });
  readonly accessLog = new MemoryLog({ service: 'care-plan', clock });
  readonly checkpoints = new MemoryViewStore();
  readonly keys = new MemoryKeyStore();
  readonly holders: ConstructorParameters<typeof MemoryLeases>[0] = new Map();
}

/** A person whom a provider serves, and what that rests on. */
export interface Served {
  readonly home: string;
  readonly personId: string;
  readonly episodeId: string;
  readonly subscriptionId: string;
}

export interface ReplicaOptions {
  /** The receivers of its webhooks. */
  readonly answer: (posted: Posted, by: Replica) => Answer | Promise<Answer>;
  /** Where providers have topics. */
  readonly topics?: Bus;
  readonly retryScale?: number;
}

/** A replica of the service, in memory. */
export class Replica {
  readonly runtime: ServiceRuntime;
  readonly leases: MemoryLeases;
  /** It was killed: nothing that it does has an effect any more. */
  isDead = false;

  constructor(
    readonly stores: Stores,
    { answer, topics, retryScale = 0.000_5 }: ReplicaOptions,
  ) {
    const views = new MemoryViewStore();
    this.leases = new MemoryLeases(stores.holders);
    const post = async (posted: Posted): Promise<Answer> => {
      await new Promise(setImmediate);
      if (this.isDead) return new Promise(() => undefined);
      const answered = await answer(posted, this);
      await new Promise(setImmediate);
      return answered;
    };
    this.runtime = new ServiceRuntime(
      {
        ...{ name: 'care-plan', path: 'care-plan', facts, publish, policies: [] },
        deciders: [subscription, episode, endpoint],
        views: [providerNotices, webhookKeys, endpointList, providerTopics],
      },
      present<ConstructorParameters<typeof ServiceRuntime>[1]>({
        ...{ log: stores.log, accessLog: stores.accessLog, views, decisionViews: views, keys: stores.keys, clock },
        checkpoints: stores.checkpoints,
        bus: new MemoryBus(),
        attachments: new MemoryAttachments(),
        leases: this.leases,
        issuer: 'https://issuer.carethread.invalid',
        publicUrl: 'https://record.example',
        jurisdiction: 'ENG',
        warn: () => undefined,
        webhooks: { sender: { post, fault: () => Promise.resolve(undefined) }, retryScale },
        providerTopics: topics,
      }),
    );
  }

  /** Everything but what sends notices. */
  async begin(): Promise<void> {
    await this.runtime.start();
    await this.runtime.startRelay();
  }

  deliver(): Promise<void> {
    return this.runtime.take([...deliveryDuties, fillProviderTopics]);
  }

  async start(): Promise<void> {
    await this.begin();
    await this.deliver();
  }

  /** As by kill -9: nothing is stored any more, and its leases are free. */
  kill(): void {
    this.isDead = true;
    this.storesNothing();
    this.leases.crash();
  }

  /** What it has done it cannot say any more. */
  storesNothing(): void {
    this.runtime.checkpoints.store = () => new Promise(() => undefined);
    this.runtime.checkpoints.write = () => new Promise(() => undefined);
  }

  /** How many of the sixteen parts it has. */
  get parts(): number {
    return deliveryDuties.filter(({ name }) => this.leases.holds(name)).length;
  }

  #command(
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

  /** A provider has an endpoint: a webhook at a path of its own, or a topic. */
  async registers(home: string, kind: 'webhook' | 'kafka' = 'webhook'): Promise<void> {
    const id = uuidV5('replicas', 'endpoint', kind, home);
    const register = { type: 'RegisterEndpoint', kind, present: 0, head: 0 };
    const at = kind === 'webhook' ? { url: `https://hooks.example/${home}` } : {};
    await this.#command(endpoint, id, { ...register, ...at }, actor('SM', home), null);
    if (kind === 'webhook') await this.#command(endpoint, id, { type: 'VerifyEndpoint' }, actor('SM', home), null);
  }

  /** The provider serves one more person, and their plan changes once: two notices. */
  async serves(home: string, nth: number): Promise<Served> {
    const [personId = '', episodeId = '', subscriptionId = ''] = ['person', 'episode', 'subscription'].map((name) =>
      uuidV5('replicas', name, nth),
    );
    const agree = { type: 'AgreeService', personId, providerId: home, serviceType: 'homeCare', setting: 'careAtHome' };
    await this.#command(episode, episodeId, agree, actor('SM', home), personId);
    await this.runtime.decisionViewsCurrent();
    await this.#command(subscription, subscriptionId, { type: 'StartSubscription' }, actor('SM', home), personId);
    const served = { home, personId, episodeId, subscriptionId };
    await this.changes(served, 'one');
    return served;
  }

  async changes({ home, personId, subscriptionId }: Served, causeId: string): Promise<void> {
    const change = { type: 'NotifyChange', planId: personId, versionNo: 1, changeKind: 'published', causeId };
    await this.#command(subscription, subscriptionId, change, actor('SY', home), personId);
  }

  /** The service ends; its subscription with it, or not yet. */
  async ends({ home, personId, episodeId, subscriptionId }: Served, withSubscription: boolean): Promise<void> {
    const ended = { type: 'EndService', reason: 'completed' };
    await this.#command(episode, episodeId, ended, actor('SM', home), personId);
    if (!withSubscription) return;
    const over = { type: 'EndSubscription', reason: 'serviceEnded' };
    await this.#command(subscription, subscriptionId, over, actor('SY', home), personId);
  }
}
