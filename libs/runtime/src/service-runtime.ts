import { AccessLog, requireScopes, type Grant, type Relations } from '@carethread/access';
import type { AnyDecider, EventLog, StoredEvent } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import { type DataKey, type KeyStore, TokenSeal } from '@carethread/privacy';
import type { PolicyCommand, ServiceRules } from './definition.js';
import { instantOf } from './clock/clock.js';
import { Timers } from './clock/timers.js';
import { consumedContracts } from './messaging/consumed-contracts.js';
import { Inbox } from './messaging/inbox.js';
import { ParkedMessages } from './messaging/parked-messages.js';
import { Relay } from './messaging/relay.js';
import { isOutage } from './outage.js';
import { Checkpoints } from './reactions/checkpoints.js';
import { DeadLetterStream } from './reactions/dead-letters.js';
import type { Duty } from './reactions/duties.js';
import { LeasedTasks, type LeasedTask } from './reactions/leased-tasks.js';
import { ParkedFacts } from './reactions/parked-facts.js';
import { policyReader } from './reactions/policy-reader.js';
import { PolicyRunner } from './reactions/policy-runner.js';
import { SetAside } from './reactions/set-aside.js';
import { EventDecoder } from './read-side/event-decoder.js';
import { Positions } from './read-side/positions.js';
import type { ProjectionRunner } from './read-side/projection-runner.js';
import type { Blinding } from '@carethread/lists';
import { ServiceViews } from './read-side/service-views.js';
import { factsKey, type SubjectFacts } from './read-side/standard-views.js';
import { Subjects } from './read-side/subjects.js';
import type { ServicePorts } from './service-ports.js';
import { systemActor } from './system-actor.js';
import { parking } from './system-streams/parking.js';
import { Webhooks } from './webhooks/webhooks.js';
import { CommandTelemetry } from './telemetry/command-telemetry.js';
import type { CommandEnvelope, Dispatch } from './write-side/command-envelope.js';
import { CommandHandler } from './write-side/command-handler.js';
import { decisionContext } from './write-side/decision-context.js';
import type { CommandOutcome } from './write-side/loaded-stream.js';
import { Pseudonyms } from './write-side/pseudonyms.js';
import { reclaim } from './write-side/reclaim.js';
import { RecordedStreams } from './write-side/recorded-streams.js';
import { commandOfClock, commandOfPolicy } from './write-side/system-commands.js';

export type ViewsStep = 'pause' | 'drop' | 'resume';

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
  readonly webhooks: Webhooks;
  readonly #views: ServiceViews;
  readonly #tasks: LeasedTasks;
  readonly #pseudonyms: Pseudonyms;
  readonly #clockWork = new Set<() => Promise<void>>();
  #stopListening: () => void = () => undefined;
  #checkpoints: Checkpoints | undefined;
  /** How HTTP, policies, the clock and the operator give a command; the host puts its command bus here. */
  dispatch: Dispatch = (command) => this.execute(command);
  relay!: Relay;
  inbox!: Inbox;
  policies!: PolicyRunner;
  timers!: Timers;

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
    const onBatch = (events: readonly StoredEvent[]): void => this.commands.onRemoteAppend(events);
    this.#pseudonyms = new Pseudonyms(parts.keys, parts.issuer);
    const blindings = (tenantId: string): Promise<Blinding> => this.#pseudonyms.blinding(tenantId);
    this.#views = new ServiceViews(definition, parts, this.decoder, onBatch, this.setAside, blindings);
    this.views = this.#views.ofReads;
    this.decisionViews = this.#views.ofDecisions;
    this.subjects = new Subjects(definition, parts.log, this.decisionViews);
    this.#tasks = new LeasedTasks(parts.leases, async (task) => (await this.#checkpoints?.readAgain(task)) ?? 0);
    this.accessLog = new AccessLog(parts.accessLog, parts.keys);
    this.webhooks = new Webhooks(parts.keys, parts.checkpoints, parts.webhooks, parts.publicUrl);
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
    this.webhooks.keys.clear();
    this.#views.drop(new Set(gone.map(({ subject }) => subject)));
    this.parts.warn('keys were destroyed', { keys: gone.length });
  }

  async start(): Promise<void> {
    requireScopes();
    const { definition, parts } = this;
    this.#stopListening = parts.keys.onDestroyed((gone) => this.#dropOpened(gone));
    const { leases } = parts;
    const checkpoints = await Checkpoints.open(parts.checkpoints);
    this.#checkpoints = checkpoints;
    await this.parkedFacts.loadDamaged();
    await this.#views.start();
    this.timers = new Timers(
      parts.log,
      parts.decisionViews,
      this.commands,
      definition.deciders,
      async (due) => {
        await this.dispatch(commandOfClock(due, await this.commands.load(due.decider, due.id)));
      },
      parts.warn,
      leases.alone ? undefined : (position) => checkpoints.write('clock', position),
      (personId) => personId !== null && this.setAside.has(personId),
      (due, error) => this.parkedFacts.parkDue(due, error),
    );
    await this.timers.open();
    await this.#claimValues();
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
      ready: (position) => this.#views.decisionsCaughtUp(position),
      then: async (policy, fact) => policy.then(fact, policyReader(this, fact.tenantId)),
      issue: async (policy, fact, wanted, commandId) => {
        await this.dispatch(commandOfPolicy(policy, fact, wanted, commandId));
      },
      warn: parts.warn,
      setAside: (subject) => this.setAside.has(subject),
      park: (policy, fact, error) => this.parkedFacts.park(policy, fact, error),
    });
    this.relay = new Relay(definition.name, parts.log, this.decoder, parts.bus, parts.keys, checkpoints, leases.alone);
    await this.#tasks.start('clock', this.timers);
    await this.#tasks.start('policies', this.policies);
  }

  async #claimValues(): Promise<void> {
    const idsOf = async (category: string): Promise<readonly string[]> => {
      await this.#views.decisionsCaughtUp((await this.log.head()).position);
      return this.subjects.ids(category);
    };
    const { keys, warn } = this.parts;
    for (const decider of this.definition.deciders)
      await reclaim(decider, { idsOf, keys, warn, load: (of, id) => this.commands.load(of, id) });
  }

  /** Begins to publish; the host calls it once every service has subscribed. */
  async startRelay(): Promise<void> {
    await this.#tasks.start('relay', this.relay);
  }

  /** Takes up the duties whose leases this replica gets; the host calls it when everything else runs. */
  async take(duties: readonly Duty<ServiceRuntime>[]): Promise<void> {
    const groups = Map.groupBy(duties, ({ sharedIn }) => sharedIn);
    for (const [group, of] of groups)
      if (group !== undefined)
        await this.#tasks.share(group, new Map(of.map((duty) => [duty.name, () => duty.start(this)])));
    for (const duty of groups.get(undefined) ?? []) await this.#tasks.take(duty.name, () => duty.start(this));
  }

  /** Has work done whenever the clock has moved on; the function that it gives ends that. */
  onClock(work: () => Promise<void>): () => void {
    this.#clockWork.add(work);
    return () => this.#clockWork.delete(work);
  }

  /** The clock has moved on: does what is to be looked at then. */
  async clockMoved(): Promise<void> {
    for (const work of this.#clockWork) await work();
  }

  /** How far its relay, policies and duties have come. */
  get checkpoints(): Checkpoints {
    if (this.#checkpoints === undefined) throw new Error('the service has not started');
    return this.#checkpoints;
  }

  /** Resolves when a leased task is done with everything up to a position, on whichever replica holds it. */
  done(task: LeasedTask, position: number): Promise<void> {
    return this.#tasks.done(task, position);
  }

  now(): Instant {
    return instantOf(this.parts.clock.now());
  }

  /** Waits until the views that decisions rest on reflect everything that this service has stored so far. */
  decisionViewsCurrent(): Promise<void> {
    return this.#views.decisionsCurrent();
  }

  /**
   * Waits until the views show everything this service has stored so far: a client reads what it wrote. While the store's server is away,
   * reads do not wait; `staleness` reports how old they are.
   */
  viewsCurrent(): Promise<void> {
    return this.#views.current();
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

  /** What is known of a member of staff, by pseudonym: whose deputy they are. */
  staffRelations(tenantId: string, user: string): Promise<Relations> {
    return this.subjects.relations(factsKey(tenantId, user, null));
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

  secret(tenantId: string): Promise<Uint8Array> {
    return this.#pseudonyms.secret(tenantId);
  }

  /** The pseudonym of a user under their tenant's secret. */
  pseudonymOf(secret: Uint8Array, userId: string): string {
    return this.#pseudonyms.of(secret, userId);
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

  /** A command that a read found to be necessary, by the platform: once for each command id. */
  async issue(
    policy: string,
    { on, id, command, personId = null }: PolicyCommand,
    by: { readonly tenantId: string; readonly commandId: string; readonly correlationId: string },
  ): Promise<void> {
    const actor = systemActor(policy);
    await this.dispatch({ ...by, decider: on, id, command, actor, personId, causationId: by.commandId });
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
      await this.#views.caughtUp(position);
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
    const keepsClock = this.#tasks.holds('clock');
    switch (step) {
      case 'pause':
        if (keepsClock) await this.timers.stop();
        await this.#views.stop();
        return;
      case 'drop':
        await this.#views.dropAll();
        return;
      case 'resume':
        await this.#views.start();
        await this.#views.caughtUp((await this.log.head()).position);
        await (keepsClock ? this.timers.start() : this.timers.open());
    }
  }

  /** Issues what is due, if this replica keeps the service's clock. */
  async issueDue(): Promise<void> {
    if (this.#tasks.holds('clock')) await this.timers.issueDue(this.now());
  }

  async stop(): Promise<void> {
    this.#stopListening();
    await this.setAside.kept();
    // A task may wait for views that are stalled: after a while they are stopped, and the task repeats its step at the next start.
    const late = setTimeout(() => void this.#views.stop(), TASKS_END_MS);
    await this.inbox.stop();
    await this.#tasks.end();
    clearTimeout(late);
    await this.#checkpoints?.store().catch(() => undefined);
    await this.#views.stop();
  }
}
