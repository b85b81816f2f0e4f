import type { ActingParty, Bus, EventLog } from '@carethread/event-sourcing';
import { uuidV5, type Instant } from '@carethread/ledger';
import { randomBytes } from 'node:crypto';
import type { Policy, PolicyFact, ServiceRules } from '../definition.js';
import { NOBODY, parking, parkedFact } from '../system-streams/parking.js';
import { NO_JURISDICTION } from '../write-side/jurisdiction.js';
import type { EventDecoder } from '../read-side/event-decoder.js';
import type { PolicyRunner } from './policy-runner.js';
import type { RecordedStreams } from '../write-side/recorded-streams.js';
import { topicOf, type Relay } from '../messaging/relay.js';
import { DAMAGED_RECORD, damagedRecordId, type DamagedRecord, type SetAside } from './set-aside.js';
import { viewEventsOf } from '../read-side/standard-views.js';
import type { CommandHandler } from '../write-side/command-handler.js';
import type { DueCommand, Timers } from '../clock/timers.js';
import type { Dispatch } from '../write-side/command-envelope.js';

/** Stands before the name of a due command among the dead letters. */
const CLOCK = 'clock:';

/** The service whose dead letters these are. */
interface Parking {
  readonly definition: ServiceRules;
  readonly log: EventLog;
  readonly decoder: EventDecoder;
  readonly commands: CommandHandler;
  readonly recorded: RecordedStreams;
  readonly setAside: SetAside;
  readonly policies: PolicyRunner;
  readonly timers: Timers;
  readonly relay: Relay;
  readonly parts: {
    readonly bus: Bus;
    readonly note: (message: string, about: Readonly<Record<string, string | number>>) => void;
  };
  now(): Instant;
  secret(tenantId: string): Promise<Uint8Array>;
  pseudonymOf(secret: Uint8Array, userId: string): string;
  readonly dispatch: Dispatch;
  rebuild(): Promise<void>;
}

/**
 * What a service could not deal with: facts that a policy failed on, due commands, and records that are damaged. Each is kept by its
 * name and place among the dead letters, and driven again when the operator says so.
 */
export class ParkedFacts {
  readonly #id: string;

  constructor(
    readonly service: Parking,
    /** The hand by which they are parked and released. */
    readonly hand: ActingParty,
  ) {
    this.#id = uuidV5('parking', service.definition.name);
  }

  /** Damaged records that were found before this process began. */
  async knowDamaged(): Promise<void> {
    for (const { policy, position, error, stream, subject } of await this.#parked())
      if (policy === DAMAGED_RECORD && stream !== undefined && subject !== undefined)
        this.service.setAside.add({ position, stream, subject, reason: error });
  }

  /** Appends without waiting for the views: they may be what found the damage. */
  async keepDamaged({ position, stream, subject, reason }: DamagedRecord): Promise<void> {
    const { definition, commands: streams } = this.service;
    const factId = damagedRecordId(definition.name, position);
    const actor = this.hand;
    const secret = await this.service.secret(NOBODY);
    const now = this.service.now();
    await streams.execute({
      decider: parking,
      id: this.#id,
      command: parkedFact(DAMAGED_RECORD, position, factId, reason, { stream, subject }),
      actor,
      tenantId: NOBODY,
      personId: null,
      commandId: uuidV5('park', DAMAGED_RECORD, factId),
      correlationId: factId,
      causationId: factId,
      context: () => ({
        now,
        actor,
        tenantId: NOBODY,
        jurisdiction: NO_JURISDICTION,
        personId: null,
        id: this.#id,
        occurredAt: now,
        facts: definition.facts.initial,
        about: () => definition.facts.initial,
        stream: <State>(decider: { initial: State }) => decider.initial,
        newId: (name) => uuidV5(factId, name),
        salt: () => randomBytes(32).toString('hex'),
        pseudonym: (userId) => this.service.pseudonymOf(secret, userId),
      }),
    });
  }

  /** A due command that failed: its stream's clock stands still, everybody else's goes on. */
  async parkDue({ stream, name, commandId }: DueCommand, error: Error): Promise<void> {
    this.service.parts.note('a due command was parked', { name, error: error.name });
    await this.#deadLetter(
      parkedFact(`${CLOCK}${name}`, this.service.timers.position(), commandId, error.name, { stream }),
      commandId,
      uuidV5('park', CLOCK, commandId),
    );
  }

  async park(policy: Policy, fact: PolicyFact, error: Error): Promise<void> {
    this.service.parts.note('a fact was parked', { policy: policy.name, fact: fact.id, error: error.name });
    await this.service.dispatch({
      decider: parking,
      id: this.#id,
      command: parkedFact(policy.name, fact.position, fact.id, error.name),
      actor: this.hand,
      tenantId: fact.tenantId,
      personId: null,
      jurisdiction: fact.jurisdiction,
      commandId: uuidV5('park', policy.name, fact.id),
      correlationId: fact.correlationId,
      causationId: fact.id,
    });
  }

  /** Drives parked facts again; gives how many are still parked. */
  async redrive(): Promise<number> {
    await this.#restoreDamaged();
    for (const { policy: name, position, factId, stream: due } of await this.#parked()) {
      if (name.startsWith(CLOCK) && due !== undefined) {
        await this.#release(name, factId, position);
        await this.service.timers.retry(due, factId);
      } else await this.#driveAgain(name, factId, position);
    }
    return (await this.#parked()).length;
  }

  async #parked(): Promise<typeof parking.initial> {
    return (await this.service.commands.load(parking, this.#id)).state as typeof parking.initial;
  }

  async #driveAgain(name: string, factId: string, position: number): Promise<void> {
    const { definition, log, decoder: opener, policies } = this.service;
    const policy = definition.policies.find((one) => one.name === name);
    const [stored] = await log.readAll(position - 1, 1);
    if (policy === undefined || stored === undefined) return;
    for (const event of viewEventsOf(await opener.open(stored))) {
      const { id, personId } = event.meta;
      if (id !== factId) continue;
      const fact = { ...event.meta, ...event, personId, id } as unknown as PolicyFact;
      if (await policies.drive(policy, fact)) await this.#release(name, factId, position);
    }
  }

  /** A command to the dead letters that concerns no tenant. */
  async #deadLetter(command: { readonly type: string }, factId: string, commandId: string): Promise<void> {
    await this.service.dispatch({
      decider: parking,
      id: this.#id,
      command,
      actor: this.hand,
      tenantId: NOBODY,
      personId: null,
      jurisdiction: NO_JURISDICTION,
      commandId,
      correlationId: factId,
      causationId: factId,
    });
  }

  async #release(policy: string, factId: string, position: number): Promise<void> {
    const command = { type: 'Release', policy, factId } as const;
    await this.#deadLetter(command, factId, uuidV5('release', policy, factId, position));
  }

  /**
   * Damaged records that can be read again, from a log that was restored: the views are built anew with them, and what they should
   * have set off is done now.
   */
  async #restoreDamaged(): Promise<void> {
    const {
      log,
      decoder: opener,
      setAside,
      commands: streams,
      recorded,
      relay,
      policies,
      definition,
      parts,
    } = this.service;
    opener.forget();
    const whole = [];
    for (const record of setAside.records()) {
      const [stored] = await log.readAll(record.position - 1, 1);
      const opened = stored === undefined ? undefined : await opener.open(stored);
      if (opened !== undefined && opened.fault === undefined) whole.push({ record, opened });
    }
    if (whole.length === 0) return;
    for (const { record } of whole) setAside.remove(record.position);
    streams.forget();
    recorded.forget();
    await this.service.rebuild();
    for (const { record, opened } of whole) {
      if (setAside.has(record.subject)) continue; // it still cannot be folded, or another event of the subject is damaged
      await parts.bus.publish(topicOf(definition.name), await relay.messages(opened));
      await policies.react(opened);
      await this.#release(DAMAGED_RECORD, damagedRecordId(definition.name, record.position), record.position);
    }
  }
}
