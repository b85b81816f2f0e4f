import { startEmbedded } from '@carethread/embedded';
import { subscribe, type ActingParty, type Subscription } from '@carethread/event-sourcing';
import { textMember, uuidV5 } from '@carethread/ledger';
import type { ServiceRuntime } from '@carethread/runtime';
import { readSettings, type Platform } from '@carethread/service-kit';
import type { Posted } from '@carethread/webhooks';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

/** Everything on loopback may be sent to, at any port. */
const ALLOWED = { CARETHREAD_WEBHOOK_ALLOW: '127.0.0.0/8', CARETHREAD_WEBHOOK_PORTS: '1024-65535' };

const party = (role: string, organisationId: string): ActingParty => ({
  ...{ userId: role, user: uuidV5('bench', role), role, roles: [role], serviceIds: [], qualifications: [] },
  organisationId,
});

type Command = { readonly type: string; readonly [member: string]: unknown };

/** Providers of one service in memory or on a disk, their people and their endpoints: commands are decided without a request. */
export class Providers {
  readonly tenantId = randomUUID();

  constructor(readonly runtime: ServiceRuntime) {}

  async #command(
    category: string,
    id: string,
    command: Command,
    by: ActingParty,
    personId: string | null,
  ): Promise<void> {
    const decider = this.runtime.decider(category);
    const commandId = uuidV5(id, JSON.stringify(command), randomUUID());
    const ids = { commandId, correlationId: commandId, causationId: commandId };
    await this.runtime.execute({ decider, id, command, actor: by, tenantId: this.tenantId, personId, ...ids });
  }

  async endpoint(organisationId: string, url: string): Promise<string> {
    const id = randomUUID();
    const register = { type: 'RegisterEndpoint', kind: 'webhook', url, present: 0, head: 0 };
    await this.#command('endpoint', id, register, party('SM', organisationId), null);
    await this.switch(organisationId, id, 'VerifyEndpoint');
    return id;
  }

  switch(
    organisationId: string,
    endpointId: string,
    type: 'VerifyEndpoint' | 'PauseEndpoint' | 'ResumeEndpoint',
  ): Promise<void> {
    return this.#command('endpoint', endpointId, { type }, party('SM', organisationId), null);
  }

  /** One more person is served, and their provider subscribes: its first notice. */
  async subscribed(organisationId: string): Promise<{ readonly personId: string; readonly subscriptionId: string }> {
    const [personId, subscriptionId] = [randomUUID(), randomUUID()];
    const manager = party('SM', organisationId);
    const service = { providerId: organisationId, serviceType: 'homeCare', setting: 'careAtHome' };
    await this.#command(
      'serviceEpisode',
      randomUUID(),
      { type: 'AgreeService', personId, ...service },
      manager,
      personId,
    );
    await this.runtime.decisionViewsCurrent();
    await this.#command('subscription', subscriptionId, { type: 'StartSubscription' }, manager, personId);
    return { personId, subscriptionId };
  }

  /** One notice more. */
  changed(
    organisationId: string,
    { personId, subscriptionId }: { readonly personId: string; readonly subscriptionId: string },
  ): Promise<void> {
    const change = { planId: personId, versionNo: 1, changeKind: 'published', causeId: randomUUID() };
    const command = { type: 'NotifyChange', ...change };
    return this.#command('subscription', subscriptionId, command, party('SY', organisationId), personId);
  }
}

/** Whoever the notices are sent to: says when each arrived, and accepts it. */
export class Receiver {
  /** When a notice of a path arrived last, in milliseconds. */
  readonly arrivedAt = new Map<string, number>();
  count = 0;
  #waiting: (() => void)[] = [];

  private constructor(readonly server: Server) {
    server.on('request', (request, response) => {
      request.resume();
      request.on('end', () => {
        this.arrivedAt.set(request.url ?? '', performance.now());
        this.count += 1;
        response.writeHead(204).end();
        for (const wake of this.#waiting.splice(0)) wake();
      });
    });
  }

  static async start(): Promise<Receiver> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Receiver(server);
  }

  get url(): string {
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Care-plan with its providers on SQLite in this process, over HTTP too, with a receiver of what it sends. */
export class NoticeSite {
  readonly providers: Providers;
  #url: string | undefined;
  readonly #tokens = new Map<string, string>();

  private constructor(
    readonly platform: Platform,
    readonly runtime: ServiceRuntime,
    readonly receiver: Receiver,
  ) {
    this.providers = new Providers(runtime);
  }

  static async start(folder: string): Promise<NoticeSite> {
    const platform = await startEmbedded(
      readSettings({
        CARETHREAD_SERVICES: 'care-plan',
        CARETHREAD_MODE: 'test',
        CARETHREAD_PORT: '0',
        CARETHREAD_DATA: folder,
        CARETHREAD_RATE: '1000000',
        // Nothing fails here: what this shortens is the pause between what is caught up with.
        CARETHREAD_WEBHOOK_RETRY_SCALE: '0.00001',
        ...ALLOWED,
      }),
    );
    const [runtime] = platform.runtimes;
    if (runtime === undefined) throw new Error('care-plan runs');
    return new NoticeSite(platform, runtime, await Receiver.start());
  }

  /** When the last notice of a person was committed, as whoever follows the log learns of it. */
  async committed(): Promise<{ readonly at: ReadonlyMap<string, number>; readonly stop: () => Promise<void> }> {
    const { log } = this.runtime;
    const at = new Map<string, number>();
    const subscription: Subscription = subscribe({
      log,
      from: (await log.head()).position,
      handle: (events) => {
        const now = performance.now();
        for (const { event } of events) if (event.type === 'ChangeNotified') at.set(event.stream, now);
        return Promise.resolve();
      },
    });
    return { at, stop: () => subscription.stop() };
  }

  /** A plain request over the connections that notices go over. */
  async post(posted: Posted): Promise<void> {
    const answer = await this.runtime.webhooks.port?.sender.post(posted);
    if (answer === undefined || !('status' in answer)) throw new Error('a request was not answered');
  }

  async get(path: string, organisationId: string): Promise<unknown> {
    this.#url ??= await this.platform.listen();
    const token = await this.#token(organisationId);
    const headers = { authorization: `Bearer ${token}`, 'x-purpose': 'bench' };
    const answer = await fetch(this.#url + path, { headers });
    const body: unknown = await answer.json();
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${JSON.stringify(body)}`);
    return body;
  }

  async #token(organisationId: string): Promise<string> {
    const known = this.#tokens.get(organisationId);
    if (known !== undefined) return known;
    const { tenantId } = this.providers;
    const answer = await fetch(`${this.#url}/test/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ tenantId, organisationId, userId: randomUUID(), roles: ['SM'] }),
    });
    const token = textMember(await answer.json(), 'accessToken') ?? '';
    this.#tokens.set(organisationId, token);
    return token;
  }

  async stop(): Promise<void> {
    await this.platform.stop();
    await this.receiver.stop();
  }
}
