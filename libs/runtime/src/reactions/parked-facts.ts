import type { Bus, EventLog } from '@carethread/event-sourcing';
import { uuidV5 } from '@carethread/ledger';
import type { Policy, PolicyFact, ServiceRules } from '../definition.js';
import { parkedFact } from '../system-streams/parking.js';
import type { DeadLetterStream } from './dead-letters.js';
import type { EventDecoder } from '../read-side/event-decoder.js';
import type { PolicyRunner } from './policy-runner.js';
import type { RecordedStreams } from '../write-side/recorded-streams.js';
import { topicOf, type Relay } from '../messaging/relay.js';
import { DAMAGED_RECORD, damagedRecordId, type DamagedRecord, type SetAside } from './set-aside.js';
import { policyFactOf, viewEventsOf } from '../read-side/standard-views.js';
import type { CommandHandler } from '../write-side/command-handler.js';
import type { DueCommand, Timers } from '../clock/timers.js';

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
    readonly warn: (message: string, about: Readonly<Record<string, string | number>>) => void;
  };
  rebuild(): Promise<void>;
}

/**
 * What a service could not deal with: facts that a policy failed on, due commands, and records that are damaged. Each is kept by its
 * name and place among the dead letters, and replayed when the operator says so.
 */
export class ParkedFacts {
  constructor(
    readonly service: Parking,
    readonly letters: DeadLetterStream,
  ) {}

  /** Reads which records were found damaged before this process began. */
  async loadDamaged(): Promise<void> {
    for (const { policy, position, error, stream, subject } of await this.letters.letters())
      if (policy === DAMAGED_RECORD && stream !== undefined && subject !== undefined)
        this.service.setAside.add({ position, stream, subject, reason: error });
  }

  async keepDamaged({ position, stream, subject, reason }: DamagedRecord): Promise<void> {
    const factId = damagedRecordId(this.service.definition.name, position);
    await this.letters.append({
      command: parkedFact(DAMAGED_RECORD, position, factId, reason, { stream, subject }),
      commandId: uuidV5('park', DAMAGED_RECORD, factId),
      causationId: factId,
    });
  }

  /** Parks a due command that failed; the deadlines of other streams are not affected. */
  async parkDue({ stream, name, commandId }: DueCommand, error: Error): Promise<void> {
    this.service.parts.warn('a due command was parked', { name, error: error.name });
    await this.letters.append({
      command: parkedFact(`${CLOCK}${name}`, this.service.timers.position(), commandId, error.name, { stream }),
      commandId: uuidV5('park', CLOCK, commandId),
      causationId: commandId,
    });
  }

  async park(policy: Policy, fact: PolicyFact, error: Error): Promise<void> {
    this.service.parts.warn('a fact was parked', { policy: policy.name, fact: fact.id, error: error.name });
    await this.letters.append({
      command: parkedFact(policy.name, fact.position, fact.id, error.name),
      commandId: uuidV5('park', policy.name, fact.id),
      causationId: fact.id,
      correlationId: fact.correlationId,
      tenantId: fact.tenantId,
      jurisdiction: fact.jurisdiction,
    });
  }

  /** Tries everything that is parked again; gives how much of it still is. */
  async replay(): Promise<number> {
    await this.#restoreDamaged();
    for (const { policy: name, position, factId, stream: due } of await this.letters.letters()) {
      if (name.startsWith(CLOCK) && due !== undefined) {
        await this.#release(name, factId, position);
        await this.service.timers.retry(due, factId);
      } else await this.#replayFact(name, factId, position);
    }
    return (await this.letters.letters()).length;
  }

  async #replayFact(name: string, factId: string, position: number): Promise<void> {
    const { definition, log, decoder, policies } = this.service;
    const policy = definition.policies.find((one) => one.name === name);
    const [stored] = await log.readAll(position - 1, 1);
    if (policy === undefined || stored === undefined) return;
    for (const event of viewEventsOf(await decoder.open(stored))) {
      if (event.meta.id !== factId) continue;
      if (await policies.run(policy, policyFactOf(event))) await this.#release(name, factId, position);
    }
  }

  async #release(policy: string, factId: string, position: number): Promise<void> {
    await this.letters.append({
      command: { type: 'Release', policy, factId },
      commandId: uuidV5('release', policy, factId, position),
      causationId: factId,
    });
  }

  /**
   * Takes in damaged records that can be read again, since the log was restored: rebuilds the views with them, publishes them and runs
   * the policies that they trigger.
   */
  async #restoreDamaged(): Promise<void> {
    const { log, decoder, setAside, commands, recorded, relay, policies, definition, parts } = this.service;
    decoder.clear();
    const whole = [];
    for (const record of setAside.records()) {
      const [stored] = await log.readAll(record.position - 1, 1);
      const opened = stored === undefined ? undefined : await decoder.open(stored);
      if (opened !== undefined && opened.fault === undefined) whole.push({ record, opened });
    }
    if (whole.length === 0) return;
    for (const { record } of whole) setAside.remove(record.position);
    commands.clear();
    recorded.clear();
    await this.service.rebuild();
    for (const { record, opened } of whole) {
      if (setAside.has(record.subject)) continue; // it still cannot be folded, or another event of the subject is damaged
      await parts.bus.publish(topicOf(definition.name), await relay.messages(opened));
      await policies.react(opened);
      await this.#release(DAMAGED_RECORD, damagedRecordId(definition.name, record.position), record.position);
    }
  }
}
