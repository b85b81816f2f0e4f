import {
  NO_RELATIONS,
  RELATION_CONTRACTS,
  requireScopes,
  type Grant,
  type Relations,
  officeOf,
  AccessLog,
} from '@carethread/access';
import { Refusal } from '@carethread/contracts';
import {
  type ActingParty,
  type AnyDecider,
  type Bus,
  type Clock,
  type Context,
  type Release,
  type EventLog,
  type IndexValue,
  type Leases,
  type ViewStore,
  ViewsUnavailable,
} from '@carethread/event-sourcing';
import { uuidByHmac, uuidV5, type Instant, type JsonObject, present } from '@carethread/ledger';
import { type Attachments, type DataKey, type KeyStore, TokenSeal } from '@carethread/privacy';
import type { LRUCache } from 'lru-cache';
import { randomBytes } from 'node:crypto';
import {
  type PolicyReader,
  type PolicyCommand,
  type PolicyFact,
  type Policy,
  type ServiceRules,
  type View,
} from './definition.js';
import { parking } from './system-streams/parking.js';
import { jurisdictionFrom } from './write-side/jurisdiction.js';
import { boundedCache } from './write-side/bounded-cache.js';
import { Checkpoints } from './reactions/checkpoints.js';
import { reclaim } from './write-side/reclaim.js';
import { instantOf } from './clock/clock.js';
import { Inbox } from './messaging/inbox.js';
import { CommandTelemetry } from './telemetry/command-telemetry.js';
import { EventDecoder } from './read-side/event-decoder.js';
import { isOutage } from './outage.js';
import { DeadLetterStream } from './reactions/dead-letters.js';
import { ParkedFacts } from './reactions/parked-facts.js';
import { ParkedMessages } from './messaging/parked-messages.js';
import { PolicyRunner } from './reactions/policy-runner.js';
import { Positions } from './read-side/positions.js';
import { RecordedStreams } from './write-side/recorded-streams.js';
import { Relay } from './messaging/relay.js';
import { SetAside } from './reactions/set-aside.js';
import {
  declaredView,
  factsView,
  subjectFacts,
  noFacts,
  streamIndex,
  type IndexedStream,
  type SubjectFacts,
} from './read-side/standard-views.js';
import type { CommandOutcome, LoadedStream } from './write-side/loaded-stream.js';
import { CommandHandler } from './write-side/command-handler.js';
import { Timers } from './clock/timers.js';
import { ProjectionRunner, type Projection } from './read-side/projection-runner.js';
import type { CommandEnvelope, Dispatch } from './write-side/command-envelope.js';

/** Everything a service is given by its host. The same for one process and for six. */
export interface ServicePorts {
  readonly log: EventLog;
  readonly accessLog: EventLog;
  readonly views: ViewStore;
  /** Views that decisions rest on: at hand whenever the log is. */
  readonly basis: ViewStore;
  /** Survives a rebuild: how far relay, policies and inbox have come. */
  readonly checkpoints: ViewStore;
  readonly bus: Bus;
  readonly keys: KeyStore;
  readonly attachments: Attachments;
  readonly leases: Leases;
  readonly clock: Clock;
  /** The tokens' issuer: a pseudonym is made of issuer and subject. */
  readonly issuer: string;
  /** The council's own law; without one, a new stream of which nothing says whose law it is under is refused. */
  readonly jurisdiction?: string | undefined;
  readonly note: Warn;
}

/** A line for the operational log: what happened, with codes, ids and numbers; never a person's words. */
export type Warn = (message: string, about: Readonly<Record<string, string | number>>) => void;

/** What one copy of a service does for all of them. */
export type LeasedTask = 'relay' | 'policies' | 'clock';

export type ViewsStep = 'pause' | 'drop' | 'resume';

/** How soon a copy asks again how far the one that carries a duty has come: ever later, since each question goes to the server; in milliseconds. */
const POLL_MS = 10;
const LONGEST_POLL_MS = 160;
/** Shorter gaps in bus traffic are normal and not reported as staleness; in milliseconds. */
const STALE_AFTER_MS = 3_000;
/** How long duties may take to end before the views are stopped under them, in milliseconds of real time. */
const DUTIES_END_MS = 3_000;
/** Health reports the inbox as stalled after this, in milliseconds. */
const INBOX_STALLED_AFTER_MS = 10_000;
/** Of a person's streams, how many are looked at for one whose first event can be read. */
const FIRST_STREAMS = 5;

export class ServiceRuntime {
  readonly #telemetry: CommandTelemetry;
  readonly decoder: EventDecoder;
  /** Those of the service, and of the dead letters that every service has. */
  readonly deciders: readonly AnyDecider[];
  /** The subjects whose records are damaged. */
  readonly setAside: SetAside;
  readonly commands: CommandHandler;
  readonly recorded: RecordedStreams;
  /** What decisions rest on: what is known of each subject, and which streams there are. */
  readonly decisionViews: ProjectionRunner;
  readonly views: ProjectionRunner;
  readonly accessLog: AccessLog;
  readonly positions: Positions;
  /** Seals what a list's next page begins after: the id of a thing that its reader may not know of. */
  readonly cursors: TokenSeal;
  readonly parkedMessages: ParkedMessages;
  readonly parkedFacts: ParkedFacts;
  readonly log: EventLog;
  readonly keys: KeyStore;
  /** The contract types of neighbours that this service listens for. */
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
  readonly #jurisdictions = boundedCache<string, string>(10_000);
  readonly #pseudonyms = new WeakMap<Uint8Array, LRUCache<string, string>>();

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
    this.setAside = new SetAside(parts.log, { keep: (record) => this.parkedFacts.keepDamaged(record) }, parts.note);
    this.decoder = new EventDecoder(parts.keys, this.deciders, definition.publish, (stored, fault) =>
      this.setAside.report(stored, fault),
    );
    this.commands = new CommandHandler(parts.log, this.decoder, parts.keys, undefined, this.setAside);
    this.recorded = new RecordedStreams(parts.log, this.decoder);
    const runner = (store: ViewStore, foldings: readonly Projection<never>[]): ProjectionRunner =>
      new ProjectionRunner(
        parts.log,
        this.decoder,
        parts.keys,
        store,
        foldings,
        (events) => this.commands.onRemoteAppend(events),
        this.setAside,
      );
    const basis = [streamIndex as never, factsView(definition.facts, definition.name) as never];
    const shown = definition.views.map((view) => declaredView(view) as never);
    // Where both lie in one store, one subscription serves both.
    this.views = runner(parts.views, parts.basis === parts.views ? [...basis, ...shown] : shown);
    this.decisionViews = parts.basis === parts.views ? this.views : runner(parts.basis, basis);
    this.#runners = new Set([this.decisionViews, this.views]);
    this.accessLog = new AccessLog(parts.accessLog, parts.keys);
    this.positions = new Positions(this);
    this.cursors = new TokenSeal('cursor', (tenantId) => this.secret(tenantId));
    const letters = new DeadLetterStream(this, systemActor('parking'));
    this.parkedMessages = new ParkedMessages(this, letters);
    this.parkedFacts = new ParkedFacts(this, letters);
  }

  /** What was opened with keys that are no more: out of every hand of this process. */
  #forget(gone: readonly DataKey[]): void {
    this.decoder.forget();
    this.commands.forget();
    this.recorded.forget();
    const people = new Set(gone.map(({ subject }) => subject));
    for (const runner of this.#runners) runner.forget(people);
    this.parts.note('keys were destroyed', { keys: gone.length });
  }

  async start(): Promise<void> {
    requireScopes();
    const { definition, parts } = this;
    this.#stopListening = parts.keys.onDestroyed((gone) => this.#forget(gone));
    const { leases } = parts;
    const checkpoints = await Checkpoints.open(parts.checkpoints);
    this.#checkpoints = checkpoints;
    await this.parkedFacts.knowDamaged();
    for (const runner of this.#runners) await runner.start();
    this.timers = new Timers(
      parts.log,
      parts.basis,
      this.commands,
      definition.deciders,
      (decider, id, wake, commandId) => this.#issueDue(decider, id, wake, commandId),
      parts.note,
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
      opener: this.decoder,
      checkpoints,
      policies: definition.policies,
      alone: leases.alone,
      ready: (position) => this.#whenFolded(position),
      then: async (policy, fact) => policy.then(fact, this.look(fact.tenantId)),
      issue: (policy, fact, wanted, commandId) => this.#issueWanted(policy, fact, wanted, commandId),
      note: parts.note,
      setAside: (subject) => this.setAside.has(subject),
      park: (policy, fact, error) => this.parkedFacts.park(policy, fact, error),
    });
    this.relay = new Relay(definition.name, parts.log, this.decoder, parts.bus, parts.keys, checkpoints, leases.alone);
    await this.#carry('clock', this.timers);
    await this.#carry('policies', this.policies);
  }

  async #claimAnew(): Promise<void> {
    const { parts, commands: streams, decisionViews: basis } = this;
    const idsOf = async (category: string): Promise<readonly string[]> => {
      await this.#whenFolded((await this.log.head()).position);
      const found = await basis.view<IndexedStream>('streams').find({ category }, { orderBy: 'since' });
      return found.map(({ doc }) => doc.stream.slice(category.length + 1));
    };
    for (const decider of this.definition.deciders)
      await reclaim(decider, {
        idsOf,
        keys: parts.keys,
        load: (of, id) => streams.load(of, id),
        note: parts.note,
      });
  }

  /** Begins to speak to the neighbours; the host calls it once all of them listen. */
  async startRelay(): Promise<void> {
    await this.#carry('relay', this.relay);
  }

  /** A duty of the service, which one of its copies carries at a time. */
  async #carry(duty: LeasedTask, part: { start(): Promise<void>; stop(): Promise<void> }): Promise<void> {
    const end = await this.parts.leases.acquire(duty, async () => {
      await part.start();
      return () => part.stop();
    });
    this.#ends.push(end);
  }

  /** Resolves when a duty has been done for everything up to a position, by whichever copy of the service carries it. */
  async done(duty: LeasedTask, position: number): Promise<void> {
    const part = { clock: this.timers, policies: this.policies, relay: this.relay }[duty];
    for (let poll = POLL_MS; !this.parts.leases.holds(duty); poll = Math.min(2 * poll, LONGEST_POLL_MS)) {
      if ((await this.#reached(duty)) >= position) return;
      await new Promise((resolve) => setTimeout(resolve, poll));
    }
    await part.caughtUp(position);
  }

  async #reached(duty: LeasedTask): Promise<number> {
    return (await this.#checkpoints?.readAgain(duty)) ?? 0;
  }

  now(): Instant {
    return instantOf(this.parts.clock.now());
  }

  async #folded(position: number): Promise<void> {
    for (const runner of this.#runners) await runner.caughtUp(position);
  }

  /** Waits until what decisions rest on reflects everything that this service has stored so far. */
  async fresh(): Promise<void> {
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
   * reads do not wait; `age` reports how old they are.
   */
  async shown(): Promise<void> {
    const { position } = await this.log.head();
    await this.decisionViews.reached(position);
    await this.views.near(position);
  }

  /** Seconds by which what this service shows may be behind what was recorded here, or published by its neighbours; 0 for none. */
  age(): number {
    const silent = this.parts.bus.msSinceCaughtUp();
    return Math.ceil(Math.max(this.views.behindFor(), silent > STALE_AFTER_MS ? silent : 0) / 1_000);
  }

  /** Of a person; of anything else by the name that `knownAs` gives it. */
  async known<Facts>(subject: string): Promise<SubjectFacts<Facts>> {
    const known = await this.decisionViews.view<SubjectFacts<Facts>>('facts').get(subject);
    return known ?? noFacts(this.definition.facts.initial as Facts);
  }

  /** Of a person, an organisation or a member of staff, as far as they are of that tenant. */
  async knownIn<Facts>(tenantId: string, subject: string): Promise<SubjectFacts<Facts>> {
    const facts = this.decisionViews.view<SubjectFacts<Facts>>('facts');
    const found = (await facts.get(subjectFacts(tenantId, subject, null))) ?? (await facts.get(subject));
    return found === undefined || found.relations.tenantId !== tenantId
      ? noFacts(this.definition.facts.initial as Facts)
      : found;
  }

  /** Inspections of an organisation. */
  async grantsOf(tenantId: string, organisationId: string): Promise<readonly Grant[]> {
    return Object.values((await this.known(subjectFacts(tenantId, organisationId, null))).relations.grants);
  }

  async relations(personId: string): Promise<Relations> {
    return (await this.known(personId)).relations;
  }

  /** The tenant whose record a person's is, from what is in the clear: it outlives the key. */
  async tenantOf(personId: string): Promise<string | undefined> {
    const [first] = await this.decisionViews.view<IndexedStream>('streams').find({ personId }, { limit: 1 });
    return first?.doc.tenantId;
  }

  /** The jurisdiction under which a person's record was begun: as it stands with the first event here that can be read. */
  async jurisdictionOf(personId: string): Promise<string | undefined> {
    const known = this.#jurisdictions.get(personId);
    if (known !== undefined) return known;
    for (const { key } of await this.decisionViews
      .view<IndexedStream>('streams')
      .find({ personId }, { orderBy: 'since', limit: FIRST_STREAMS })) {
      const [first] = await this.log.readStream(key, { to: 1 });
      if (first === undefined || first.damaged === true) continue;
      this.#jurisdictions.set(personId, first.event.jurisdiction);
      return first.event.jurisdiction;
    }
    return undefined;
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
      this.commands.execute({ ...envelope, context: (stream) => this.#context(envelope, stream, pseudonym) }),
    );
  }

  /** Whose law a stream that this command opens is under. Throws JURISDICTION_UNKNOWN. */
  async #jurisdictionOfNew({ decider, command, actor, tenantId, personId }: CommandEnvelope): Promise<string> {
    const stated = decider.jurisdiction?.(command);
    const organisation =
      actor.organisationId === undefined ? undefined : (await this.knownIn(tenantId, actor.organisationId)).relations;
    const acting = organisation?.organisation?.jurisdiction;
    return jurisdictionFrom({
      stated,
      acting,
      begun: personId === null || (stated ?? acting) !== undefined ? undefined : await this.jurisdictionOf(personId),
      configuration: decider.classification === 'none',
      council: this.parts.jurisdiction,
    });
  }

  async #context(
    envelope: CommandEnvelope,
    stream: LoadedStream,
    pseudonym: (userId: string) => string,
  ): Promise<Context> {
    await this.fresh();
    const personId = stream.revision === 0 ? envelope.personId : stream.personId;
    this.setAside.requireWhole(personId);
    const facts: unknown = personId === null ? this.definition.facts.initial : (await this.known(personId)).facts;
    const needs =
      envelope.decider.needs?.(envelope.command, stream.state, {
        actor: envelope.actor,
        tenantId: envelope.tenantId,
        personId,
        facts,
        pseudonym,
      }) ?? {};
    const subjects = new Map<string, unknown>();
    for (const subject of needs.subjects ?? []) {
      this.setAside.requireWhole(subject);
      subjects.set(subject, (await this.knownIn(envelope.tenantId, subject)).facts);
    }
    const states = new Map<string, unknown>();
    for (const { category, id } of needs.streams ?? []) {
      const decider = this.decider(category);
      const looked = await this.commands.loadNow(decider, id);
      if (looked.damaged) throw new Refusal('RECORD_DAMAGED');
      // What another tenant keeps is not there.
      if (looked.tenantId === envelope.tenantId) states.set(`${category}-${id}`, looked.state);
    }
    const now = this.now();
    if (envelope.occurredAt !== undefined && envelope.occurredAt > now)
      throw new Refusal('FUTURE_DATE', ['occurredAt']);
    return {
      now,
      actor: envelope.actor,
      tenantId: envelope.tenantId,
      jurisdiction: stream.jurisdiction ?? envelope.jurisdiction ?? (await this.#jurisdictionOfNew(envelope)),
      personId,
      id: envelope.id,
      occurredAt: envelope.occurredAt ?? now,
      facts,
      about: (subject) => subjects.get(subject) ?? this.definition.facts.initial,
      stream: <State>(decider: { category: string; initial: State }, id: string) =>
        (states.get(`${decider.category}-${id}`) ?? decider.initial) as State,
      newId: (name) => uuidV5(envelope.commandId, name),
      salt: () => randomBytes(32).toString('hex'),
      pseudonym,
    };
  }

  decider(category: string): AnyDecider {
    const found = this.deciders.find((one) => one.category === category);
    if (found === undefined) throw new Error(`no decider of ${this.definition.name} has the category ${category}`);
    return found;
  }

  look(tenantId: string): PolicyReader {
    return {
      now: this.now(),
      facts: async <Facts>(subject: string) => (await this.knownIn<Facts>(tenantId, subject)).facts,
      state: async <State>(decider: { category: string; initial: State }, id: string) => {
        const { state, damaged } = await this.commands.load(this.decider(decider.category), id);
        if (damaged) throw new Refusal('RECORD_DAMAGED');
        return state as State;
      },
      ids: (category, personId) => this.ids(category, personId),
      find: async <Doc extends object>(view: View<Doc>, where: Readonly<Record<string, IndexValue>>) => {
        // Never from what is behind: where the views' server is away, this is refused and tried again.
        await this.shown();
        return (await this.views.view<Doc>(view.name).find(where)).map(({ doc }) => doc);
      },
      office: async (personId, forRole, organisationId) =>
        officeOf(personId === null ? NO_RELATIONS : await this.relations(personId), forRole, organisationId),
      pseudonym: async () => Promise.reject(new Error('pseudonyms belong to commands')),
    };
  }

  async ids(category: string, personId: string): Promise<readonly string[]> {
    const found = await this.decisionViews
      .view<IndexedStream>('streams')
      .find({ category, personId }, { orderBy: 'since' });
    return found.map(({ doc }) => doc.stream.slice(category.length + 1));
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

  async #issueDue(
    decider: AnyDecider,
    id: string,
    wake: { readonly name: string; readonly command: { readonly type: string } },
    commandId: string,
  ): Promise<void> {
    const stream = await this.commands.load(decider, id);
    await this.dispatch(
      present({
        decider,
        id,
        command: wake.command,
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

  /** Drives parked facts again; gives how many are still parked. */
  redrive(): Promise<number> {
    return this.parkedFacts.redrive();
  }

  /** Builds every view anew, where no other copy of the service folds them. */
  async rebuild(): Promise<void> {
    for (const step of ['pause', 'drop', 'resume'] as const) await this.anew(step);
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
   * Which of its parts stand still. `ready` says whether requests may be sent here all the same: a server that is away for the views,
   * the relay or the inbox keeps nobody from giving a command, but whatever a part cannot deal with for a reason of its own does.
   */
  stalled(): { readonly ready: boolean; readonly parts: readonly string[] } {
    const { decisionViews: basis, views, policies, relay, timers } = this;
    const apart = basis === views ? {} : { basis };
    const found = Object.entries({ ...apart, views, policies, relay, timers }).flatMap(([part, one]) => {
      const error = one.stalled();
      return error === undefined ? [] : [{ part, fatal: one === basis || !isOutage(error) }];
    });
    const damaged = this.setAside.records().length > 0 ? ['records'] : [];
    const stalledInbox = this.parts.bus.msSinceCaughtUp() > INBOX_STALLED_AFTER_MS ? ['inbox'] : [];
    return {
      ready: found.every(({ fatal }) => !fatal),
      parts: [...found.map(({ part }) => part), ...stalledInbox, ...damaged],
    };
  }

  /**
   * Builds every view anew, in three steps, so that all copies of a service stop folding before one of them drops what they share.
   */
  async anew(step: ViewsStep): Promise<void> {
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

  /** Issues what is due, if this copy keeps the service's clock. */
  async issueDue(): Promise<void> {
    if (this.parts.leases.holds('clock')) await this.timers.issueDue(this.now());
  }

  async stop(): Promise<void> {
    this.#stopListening();
    await this.setAside.kept();
    // A duty may wait for views that stand still: after a while they are stopped under it, and it is done again at the next start.
    const late = setTimeout(() => {
      for (const runner of this.#runners) void runner.stop();
    }, DUTIES_END_MS);
    await this.inbox.stop();
    for (const end of this.#ends.toReversed()) await end();
    clearTimeout(late);
    await this.#checkpoints?.store().catch(() => undefined);
    for (const runner of this.#runners) await runner.stop();
  }
}

/** The platform's own hand: never a decision that the domain gives to a human. */
export function systemActor(name: string): ActingParty {
  return {
    userId: `policy:${name}`,
    user: uuidV5('policy', name),
    role: 'SY',
    roles: ['SY'],
    serviceIds: [],
    qualifications: [],
  };
}

/** What a service listens for: its facts, its policies, its views, and what visibility rests on. */
export function consumedContracts(definition: ServiceRules): ReadonlySet<string> {
  const types = new Set<string>([...Object.keys(definition.facts.on), ...RELATION_CONTRACTS]);
  for (const policy of definition.policies) for (const trigger of policy.when) types.add(trigger);
  for (const view of definition.views) for (const type of Object.keys(view.on)) types.add(type);
  return new Set([...types].filter((type) => /\.v\d+$/.test(type) && !type.startsWith(`${definition.name}.`)));
}

export type { JsonObject };
