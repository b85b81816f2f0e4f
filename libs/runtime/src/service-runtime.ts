import { AccessLog, requireScopes, type Grant, type Relations } from '@carethread/access';
import {
  type AnyDecider,
  type EventLog,
  type Release,
  type ViewStore,
  ViewsUnavailable,
} from '@carethread/event-sourcing';
import { present, uuidByHmac, type Instant } from '@carethread/ledger';
import { type DataKey, type KeyStore, TokenSeal } from '@carethread/privacy';
import type { Policy, PolicyCommand, PolicyFact, ServiceRules } from './definition.js';
import { instantOf } from './clock/clock.js';
import { Timers, type DueDeadline } from './clock/timers.js';
import { consumedContracts } from './messaging/consumed-contracts.js';
import { Inbox } from './messaging/inbox.js';
import { ParkedMessages } from './messaging/parked-messages.js';
import { Relay } from './messaging/relay.js';
import { isOutage } from './outage.js';
import { Checkpoints } from './reactions/checkpoints.js';
import { DeadLetterStream } from './reactions/dead-letters.js';
import { ParkedFacts } from './reactions/parked-facts.js';
import { policyReader } from './reactions/policy-reader.js';
import { PolicyRunner } from './reactions/policy-runner.js';
import { SetAside } from './reactions/set-aside.js';
import { EventDecoder } from './read-side/event-decoder.js';
import type { Projection } from './read-side/materialized-view.js';
import { Positions } from './read-side/positions.js';
import { ProjectionRunner } from './read-side/projection-runner.js';
import { declaredView, factsView, streamIndex, type SubjectFacts } from './read-side/standard-views.js';
import { Subjects } from './read-side/subjects.js';
import type { ServicePorts } from './service-ports.js';
import { systemActor } from './system-actor.js';
import { parking } from './system-streams/parking.js';
import { CommandTelemetry } from './telemetry/command-telemetry.js';
import { boundedCache, type BoundedCache } from './write-side/bounded-cache.js';
import type { CommandEnvelope, Dispatch } from './write-side/command-envelope.js';
import { CommandHandler } from './write-side/command-handler.js';
import { decisionContext } from './write-side/decision-context.js';
import type { CommandOutcome } from './write-side/loaded-stream.js';
import { reclaim } from './write-side/reclaim.js';
import { RecordedStreams } from './write-side/recorded-streams.js';

/** What one replica of a service does for all of them. */
export type LeasedTask = 'relay' | 'policies' | 'clock';

export type ViewsStep = 'pause' | 'drop' | 'resume';

/** How soon a replica reads again how far the holder of a lease has come; doubled each time, since every read goes to the server. Milliseconds. */
const POLL_MS = 10;
const LONGEST_POLL_MS = 160;
/** Shorter gaps in bus traffic are normal and not reported as staleness; in milliseconds. */
const STALE_AFTER_MS = 3_000;
/** How long leased tasks may take to end before the views that they wait for are stopped, in milliseconds of real time. */
const TASKS_END_MS = 3_000;
/** Health reports the inbox as stalled after this, in milliseconds. */
const INBOX_STALLED_AFTER_MS = 10_000;

export class ServiceRuntime {
  readonly #telemetry: CommandTelemetry;
  readonly decoder: EventDecoder;
  /** Those of the service, and of the dead letters that every service has. */
  readonly deciders: readonly AnyDecider[];
  /** The subjects whose records are damaged. */
  readonly setAside: SetAside;
  readonly commands: CommandHandler;
  readonly recorded: RecordedStreams;
  /** The views that decisions rest on: the facts of each subject, and which streams there are. */
  readonly decisionViews: ProjectionRunner;
  readonly views: ProjectionRunner;
  readonly subjects: Subjects;
  readonly accessLog: AccessLog;
  readonly positions: Positions;
  /** Seals what a list's next page begins after: the id of a thing that its reader may not know of. */
  readonly cursors: TokenSeal;
  readonly parkedMessages: ParkedMessages;
  readonly parkedFacts: ParkedFacts;
  readonly log: EventLog;
  readonly keys: KeyStore;
  /** The contract types of other services that this one consumes. */
  readonly consumes: ReadonlySet<string>;
  /** The services whose contracts those are. */
  readonly sources: readonly string[];
  readonly #runners: ReadonlySet<ProjectionRunner>;
  readonly #ends: Release[] = [];
  #stopListening: () => void = () => undefined;
  #checkpoints: Checkpoints | undefined;
  /** How HTTP, policies, the clock and the operator give a command; the host puts its command bus here. */
  dispatch: Dispatch = (command) => this.execute(command);
  relay!: Relay;
  inbox!: Inbox;
  policies!: PolicyRunner;
  timers!: Timers;
  readonly #secrets = new Map<string, Uint8Array>();
  readonly #pseudonyms = new WeakMap<Uint8Array, BoundedCache<string, string>>();

  constructor(
    readonly definition: ServiceRules,
    readonly parts: ServicePorts,
  ) {
    this.#telemetry = new CommandTelemetry(definition.name);
    this.log = parts.log;
    this.keys = parts.keys;
    this.consumes = consumedContracts(definition);
    this.sources = [...new Set([...this.consumes].map((type) => type.slice(0, type.indexOf('.'))))].sort();
    this.deciders = [...definition.deciders, parking];
    this.setAside = new SetAside(parts.log, { keep: (record) => this.parkedFacts.keepDamaged(record) }, parts.warn);
    this.decoder = new EventDecoder(parts.keys, this.deciders, definition.publish, (stored, fault) =>
      this.setAside.report(stored, fault),
    );
    this.commands = new CommandHandler(parts.log, this.decoder, parts.keys, undefined, this.setAside);
    this.recorded = new RecordedStreams(parts.log, this.decoder);
    const runner = (store: ViewStore, projections: readonly Projection[]): ProjectionRunner =>
      new ProjectionRunner(
        parts.log,
        this.decoder,
        parts.keys,
        store,
        projections,
        (events) => this.commands.onRemoteAppend(events),
        this.setAside,
      );
    const own = [streamIndex, factsView(definition.facts, definition.name)];
    const declared = definition.views.map(declaredView);
    // Where both lie in one store, one subscription serves both.
    const oneStore = parts.decisionViews === parts.views;
    this.views = runner(parts.views, oneStore ? [...own, ...declared] : declared);
    this.decisionViews = oneStore ? this.views : runner(parts.decisionViews, own);
    this.subjects = new Subjects(definition, parts.log, this.decisionViews);
    this.#runners = new Set([this.decisionViews, this.views]);
    this.accessLog = new AccessLog(parts.accessLog, parts.keys);
    this.positions = new Positions(this);
    this.cursors = new TokenSeal('cursor', (tenantId) => this.secret(tenantId));
    const letters = new DeadLetterStream(this, systemActor('parking'));
    this.parkedMessages = new ParkedMessages(this, letters);
    this.parkedFacts = new ParkedFacts(this, letters);
  }

  /** Keys were destroyed: every cache of this process drops what they opened. */
  #dropOpened(gone: readonly DataKey[]): void {
    this.decoder.clear();
    this.commands.clear();
    this.recorded.clear();
    const people = new Set(gone.map(({ subject }) => subject));
    for (const runner of this.#runners) runner.drop(people);
    this.parts.warn('keys were destroyed', { keys: gone.length });
  }

  async start(): Promise<void> {
    requireScopes();
    const { definition, parts } = this;
    this.#stopListening = parts.keys.onDestroyed((gone) => this.#dropOpened(gone));
    const { leases } = parts;
    const checkpoints = await Checkpoints.open(parts.checkpoints);
    this.#checkpoints = checkpoints;
    await this.parkedFacts.knowDamaged();
    for (const runner of this.#runners) await runner.start();
    this.timers = new Timers(
      parts.log,
      parts.decisionViews,
      this.commands,
      definition.deciders,
      (due) => this.#issueDue(due),
      parts.warn,
      leases.alone ? undefined : (position) => checkpoints.write('clock', position),
      (personId) => personId !== null && this.setAside.has(personId),
      (due, error) => this.parkedFacts.parkDue(due, error),
    );
    await this.timers.open();
    await this.#claimAnew();
    this.inbox = new Inbox(definition.name, parts.log, parts.keys, parts.bus, this.consumes, (message, error) =>
      this.parkedMessages.park(message, error),
    );
    await this.inbox.start(this.sources);
    this.policies = new PolicyRunner({
      log: parts.log,
      decoder: this.decoder,
      checkpoints,
      policies: definition.policies,
      alone: leases.alone,
      ready: (position) => this.#whenFolded(position),
      then: async (policy, fact) => policy.then(fact, policyReader(this, fact.tenantId)),
      issue: (policy, fact, wanted, commandId) => this.#issueWanted(policy, fact, wanted, commandId),
      warn: parts.warn,
      setAside: (subject) => this.setAside.has(subject),
      park: (policy, fact, error) => this.parkedFacts.park(policy, fact, error),
    });
    this.relay = new Relay(definition.name, parts.log, this.decoder, parts.bus, parts.keys, checkpoints, leases.alone);
    await this.#lease('clock', this.timers);
    await this.#lease('policies', this.policies);
  }

  async #claimAnew(): Promise<void> {
    const idsOf = async (category: string): Promise<readonly string[]> => {
      await this.#whenFolded((await this.log.head()).position);
      return this.subjects.ids(category);
    };
    const { keys, warn } = this.parts;
    for (const decider of this.definition.deciders)
      await reclaim(decider, { idsOf, keys, warn, load: (of, id) => this.commands.load(of, id) });
  }

  /** Begins to publish; the host calls it once every service has subscribed. */
  async startRelay(): Promise<void> {
    await this.#lease('relay', this.relay);
  }

  /** Runs a task on whichever replica of the service holds its lease. */
  async #lease(task: LeasedTask, part: { start(): Promise<void>; stop(): Promise<void> }): Promise<void> {
    const end = await this.parts.leases.acquire(task, async () => {
      await part.start();
      return () => part.stop();
    });
    this.#ends.push(end);
  }

  /** Resolves when a leased task is done with everything up to a position, on whichever replica holds it. */
  async done(task: LeasedTask, position: number): Promise<void> {
    const part = { clock: this.timers, policies: this.policies, relay: this.relay }[task];
    for (let poll = POLL_MS; !this.parts.leases.holds(task); poll = Math.min(2 * poll, LONGEST_POLL_MS)) {
      if ((await this.#reached(task)) >= position) return;
      await new Promise((resolve) => setTimeout(resolve, poll));
    }
    await part.caughtUp(position);
  }

  async #reached(task: LeasedTask): Promise<number> {
    return (await this.#checkpoints?.readAgain(task)) ?? 0;
  }

  now(): Instant {
    return instantOf(this.parts.clock.now());
  }

  async #folded(position: number): Promise<void> {
    for (const runner of this.#runners) await runner.caughtUp(position);
  }

  /** Waits until the views that decisions rest on reflect everything that this service has stored so far. */
  async decisionViewsCurrent(): Promise<void> {
    const { position } = await this.log.head();
    await this.decisionViews.reached(position);
    this.#requireFolded(position);
  }

  async #whenFolded(position: number): Promise<void> {
    await this.decisionViews.caughtUp(position);
    this.#requireFolded(position);
  }

  /** A caller that waits is released when the process stops, and must not decide on an older state. */
  #requireFolded(position: number): void {
    if (this.decisionViews.position() < position)
      throw new ViewsUnavailable('the views stopped before they had come so far');
  }

  /**
   * Waits until the views show everything this service has stored so far: a client reads what it wrote. While the store's server is away,
   * reads do not wait; `staleness` reports how old they are.
   */
  async viewsCurrent(): Promise<void> {
    const { position } = await this.log.head();
    await this.decisionViews.reached(position);
    await this.views.near(position);
  }

  /** Seconds by which the views may be behind what this service recorded, or others published; 0 for none. */
  staleness(): number {
    const silent = this.parts.bus.msSinceCaughtUp();
    return Math.ceil(Math.max(this.views.behindFor(), silent > STALE_AFTER_MS ? silent : 0) / 1_000);
  }

  subjectFacts(subject: string): Promise<SubjectFacts<unknown>> {
    return this.subjects.facts(subject);
  }

  relations(personId: string): Promise<Relations> {
    return this.subjects.relations(personId);
  }

  grantsOf(tenantId: string, organisationId: string): Promise<readonly Grant[]> {
    return this.subjects.grantsOf(tenantId, organisationId);
  }

  tenantOf(personId: string): Promise<string | undefined> {
    return this.subjects.tenantOf(personId);
  }

  jurisdictionOf(personId: string): Promise<string | undefined> {
    return this.subjects.jurisdictionOf(personId);
  }

  ids(category: string, personId: string): Promise<readonly string[]> {
    return this.subjects.ids(category, personId);
  }

  async secret(tenantId: string): Promise<Uint8Array> {
    const known = this.#secrets.get(tenantId);
    if (known !== undefined) return known;
    const secret = await this.keys.tenantSecret(tenantId);
    this.#secrets.set(tenantId, secret);
    return secret;
  }

  /** The pseudonym of a user under their tenant's secret: computed once, needed with every request. */
  pseudonymOf(secret: Uint8Array, userId: string): string {
    let known = this.#pseudonyms.get(secret);
    if (known === undefined) {
      known = boundedCache<string, string>(10_000);
      this.#pseudonyms.set(secret, known);
    }
    const found = known.get(userId) ?? uuidByHmac(secret, this.parts.issuer, userId);
    known.set(userId, found);
    return found;
  }

  /** Decides a command and stores what it makes. What dispatches a command calls `dispatch`. Throws Refusal. */
  async execute(envelope: CommandEnvelope): Promise<CommandOutcome> {
    const secret = await this.secret(envelope.tenantId);
    const pseudonym = (userId: string): string => this.pseudonymOf(secret, userId);
    return this.#telemetry.observe(envelope, () =>
      this.commands.execute({ ...envelope, context: (stream) => decisionContext(this, envelope, stream, pseudonym) }),
    );
  }

  decider(category: string): AnyDecider {
    const found = this.deciders.find((one) => one.category === category);
    if (found === undefined) throw new Error(`no decider of ${this.definition.name} has the category ${category}`);
    return found;
  }

  async #issueWanted(policy: Policy, fact: PolicyFact, wanted: PolicyCommand, commandId: string): Promise<void> {
    await this.dispatch({
      decider: wanted.on,
      id: wanted.id,
      command: wanted.command,
      actor: systemActor(policy.name),
      tenantId: fact.tenantId,
      personId: wanted.personId === undefined ? fact.personId : wanted.personId,
      jurisdiction: wanted.jurisdiction ?? fact.jurisdiction,
      commandId,
      correlationId: fact.correlationId,
      causationId: fact.id,
    });
  }

  /** What a read has found to be necessary, by the platform itself: once for each command id. */
  async issue(
    policy: string,
    { on, id, command, personId = null }: PolicyCommand,
    by: { readonly tenantId: string; readonly commandId: string; readonly correlationId: string },
  ): Promise<void> {
    const actor = systemActor(policy);
    await this.dispatch({ ...by, decider: on, id, command, actor, personId, causationId: by.commandId });
  }

  async #issueDue({ decider, id, deadline, commandId }: DueDeadline): Promise<void> {
    const stream = await this.commands.load(decider, id);
    await this.dispatch(
      present({
        decider,
        id,
        command: deadline.command,
        actor: systemActor('clock'),
        tenantId: stream.tenantId ?? '',
        personId: stream.personId,
        commandId,
        correlationId: commandId,
        causationId: commandId,
        jurisdiction: stream.jurisdiction,
      }),
    );
  }

  /** Tries everything that is parked again; gives how much of it still is. */
  replayParked(): Promise<number> {
    return this.parkedFacts.replay();
  }

  /** Rebuilds every view, where no other replica folds them. */
  async rebuild(): Promise<void> {
    for (const step of ['pause', 'drop', 'resume'] as const) await this.rebuildStep(step);
  }

  /** Resolves when nothing of this service is in flight, and says how far its log reaches. */
  async settle(): Promise<number> {
    for (;;) {
      const { position } = await this.log.head();
      await this.#folded(position);
      await this.done('policies', position);
      await this.done('clock', position);
      if ((await this.log.head()).position === position) return position;
    }
  }

  /**
   * Which of its parts are stalled. `ready` says whether requests may be sent here all the same: commands are taken while the server
   * of views, relay or inbox is away, but not while a part is stalled for a reason of its own.
   */
  stalled(): { readonly ready: boolean; readonly parts: readonly string[] } {
    const { decisionViews, views, policies, relay, timers } = this;
    const apart = decisionViews === views ? {} : { basis: decisionViews };
    const found = Object.entries({ ...apart, views, policies, relay, timers }).flatMap(([part, one]) => {
      const error = one.stalled();
      return error === undefined ? [] : [{ part, fatal: one === decisionViews || !isOutage(error) }];
    });
    const damaged = this.setAside.records().length > 0 ? ['records'] : [];
    const stalledInbox = this.parts.bus.msSinceCaughtUp() > INBOX_STALLED_AFTER_MS ? ['inbox'] : [];
    return {
      ready: found.every(({ fatal }) => !fatal),
      parts: [...found.map(({ part }) => part), ...stalledInbox, ...damaged],
    };
  }

  /**
   * Rebuilds every view in three steps, so that all replicas stop folding before one of them drops what they share.
   */
  async rebuildStep(step: ViewsStep): Promise<void> {
    const keepsClock = this.parts.leases.holds('clock');
    switch (step) {
      case 'pause':
        if (keepsClock) await this.timers.stop();
        for (const runner of this.#runners) await runner.stop();
        return;
      case 'drop':
        for (const { store } of this.#runners) await store.dropAll();
        return;
      case 'resume':
        for (const runner of this.#runners) await runner.start();
        await this.#folded((await this.log.head()).position);
        await (keepsClock ? this.timers.start() : this.timers.open());
    }
  }

  /** Issues what is due, if this replica keeps the service's clock. */
  async issueDue(): Promise<void> {
    if (this.parts.leases.holds('clock')) await this.timers.issueDue(this.now());
  }

  async stop(): Promise<void> {
    this.#stopListening();
    await this.setAside.kept();
    // A task may wait for views that are stalled: after a while they are stopped, and the task repeats its step at the next start.
    const late = setTimeout(() => {
      for (const runner of this.#runners) void runner.stop();
    }, TASKS_END_MS);
    await this.inbox.stop();
    for (const end of this.#ends.toReversed()) await end();
    clearTimeout(late);
    await this.#checkpoints?.store().catch(() => undefined);
    for (const runner of this.#runners) await runner.stop();
  }
}
