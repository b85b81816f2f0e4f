import { attachment, attachmentId, MemoryLog, type AnyDecider, type Context } from '@carethread/event-sourcing';
import { SettableClock, specContext } from '@carethread/event-sourcing/testing';
import { present, uuidV5, type Instant } from '@carethread/ledger';
import { MemoryKeyStore } from '@carethread/privacy';
import { EventDecoder, RecordedStreams, CommandHandler, type LoadedStream } from '@carethread/runtime';

/** A command, as the decider of the stream understands it. */
export interface HistoryCommand {
  readonly type: string;
  readonly [member: string]: unknown;
}

// Declared as a method, which TypeScript compares in both directions: a history names the type of its own decider's state.
type HistoryCommandOf = { of(state: unknown): HistoryCommand }['of'];

/** One command in a stream's history, and who sends it. */
export interface HistoryStep {
  /** A function of the state, where the command needs an id that stands there. */
  readonly command: HistoryCommand | HistoryCommandOf;
  readonly role?: string;
  /** Who sends it; by default the one user of every history. */
  readonly user?: string;
  /** How long after the step before; an hour by default. */
  readonly minutes?: number;
}

/** A history that a kind of stream may have: each step is allowed after the ones before it. */
export interface History {
  readonly category: string;
  /** About no person: configuration and staff. */
  readonly personless?: boolean;
  readonly facts?: object;
  /** The facts of other subjects; a subject that is not named has the person's. */
  readonly subjects?: Readonly<Record<string, object>>;
  readonly streams?: Readonly<Record<string, unknown>>;
  readonly steps: readonly HistoryStep[];
}

export const HISTORY_BEGINS: Instant = '2026-03-02T09:00:00.000Z';
export const ORGANISATION = uuidV5('histories', 'organisation');
export const PERSON = uuidV5('histories', 'person');
export const STREAM = uuidV5('histories', 'stream');
/** Who acts: the same user in every role. */
export const USER = uuidV5('histories', 'user');
export const HISTORY_TENANT = uuidV5('histories', 'tenant');

/** A made-up id, the same in every run. */
export function named(name: string): string {
  return uuidV5('histories', name);
}

/** For a history's streams: an attachment that is there to be cited. */
export function stored(hash: string): Readonly<Record<string, unknown>> {
  return { [`${attachment.category}-${attachmentId(hash)}`]: { hash, personId: PERSON } };
}

/** A stream on an in-memory log, written by its decider through the platform's own command handler. */
export class HistoricStream {
  readonly clock = new SettableClock(HISTORY_BEGINS);
  readonly keys = new MemoryKeyStore();
  readonly log = new MemoryLog({ service: 'care-plan', clock: this.clock });
  readonly decoder: EventDecoder;
  readonly streams: CommandHandler;
  readonly recorded: RecordedStreams;
  #commands = 0;

  constructor(
    readonly decider: AnyDecider,
    readonly history: History,
  ) {
    this.decoder = new EventDecoder(this.keys, [decider], {});
    this.streams = new CommandHandler(this.log, this.decoder, this.keys);
    this.recorded = new RecordedStreams(this.log, this.decoder);
  }

  get name(): string {
    return `${this.decider.category}-${STREAM}`;
  }

  now(): Instant {
    return new Date(this.clock.now()).toISOString();
  }

  later(minutes: number): void {
    this.clock.set(new Date(this.clock.now() + minutes * 60_000).toISOString());
  }

  /** Carries out a step. Throws the decider's refusal. @param occurredAt when the client says it happened */
  async takes({ command, role = 'KW', user = USER }: HistoryStep, occurredAt: Instant = this.now()): Promise<void> {
    this.#commands += 1;
    const commandId = uuidV5(STREAM, this.#commands);
    const { state } = await this.streams.load(this.decider, STREAM);
    const personId = this.history.personless === true ? null : PERSON;
    await this.streams.execute({
      decider: this.decider,
      id: STREAM,
      command: typeof command === 'function' ? command(state) : command,
      actor: actor(role, user),
      tenantId: HISTORY_TENANT,
      personId,
      commandId,
      correlationId: commandId,
      causationId: commandId,
      occurredAt,
      context: (stream) => this.#context(stream, actor(role, user), commandId, occurredAt, personId),
    });
  }

  #context(
    _: LoadedStream,
    acting: Context['actor'],
    commandId: string,
    occurredAt: Instant,
    personId: string | null,
  ): Context {
    const { facts = {}, subjects = {}, streams = {} } = this.history;
    return {
      ...specContext({ streams }),
      now: this.now(),
      occurredAt,
      tenantId: HISTORY_TENANT,
      personId,
      id: STREAM,
      facts,
      actor: acting,
      about: (subject: string) => subjects[subject] ?? facts,
      newId: (name) => uuidV5(commandId, name),
      pseudonym: (userId) => uuidV5(HISTORY_TENANT, userId),
    };
  }
}

function actor(role: string, userId: string): Context['actor'] {
  return present({
    userId,
    user: uuidV5(HISTORY_TENANT, userId),
    role,
    roles: [role],
    // The platform acts for itself and for no organisation.
    organisationId: role === 'SY' ? undefined : ORGANISATION,
    personId: role === 'PE' ? PERSON : undefined,
    serviceIds: [],
    qualifications: ['assessor'],
  });
}
