import { Refusal } from '@carethread/contracts';
import {
  LogUnavailable,
  subscribe,
  type AnyDecider,
  type EventLog,
  type Subscription,
  type ViewCollection,
  type ViewStore,
  type Deadline,
} from '@carethread/event-sourcing';
import { errorOf, uuidV5, type Instant } from '@carethread/ledger';
import { isOutage } from '../outage.js';
import type { CommandHandler } from '../write-side/command-handler.js';
import { CHECKPOINT_EVERY } from '../reactions/checkpoints.js';

type AnyDeadline = Deadline<{ readonly type: string }>;

/** A command that fell due. */
export interface DueCommand {
  readonly stream: string;
  readonly name: string;
  readonly commandId: string;
}

/** A deadline of a stream, with the id that its command has on every replica. */
export interface DueDeadline {
  readonly decider: AnyDecider;
  readonly id: string;
  readonly deadline: AnyDeadline;
  readonly commandId: string;
}

/** Issues a due command; a Refusal it throws is an answer, anything else a fault. */
export type IssueDue = (due: DueDeadline) => Promise<void>;

/**
 * The durable clock: which streams have something falling due, and when. Derived from the log alone, so it survives restarts
 * and rebuilds; the command's id is UUIDv5(stream, name, dueAt), so two instances never act twice.
 */
export class Timers {
  #subscription: Subscription | undefined;
  #collection: ViewCollection | undefined;
  readonly #deciders: ReadonlyMap<string, AnyDecider>;
  readonly #done = new Set<string>();

  constructor(
    readonly log: EventLog,
    readonly store: ViewStore,
    readonly streams: CommandHandler,
    deciders: readonly AnyDecider[],
    readonly issue: IssueDue,
    readonly warn: (message: string, about: Readonly<Record<string, string | number>>) => void,
    /** Called with how far the clock has come, where other replicas of the service need it. */
    readonly passed?: (position: number) => Promise<void>,
    /** Whether the records of a person are damaged. */
    readonly setAside: (personId: string | null) => boolean = () => false,
    /** Keeps a due command that failed for good among the dead letters. */
    readonly park: (due: DueCommand, error: Error) => Promise<void> = () => Promise.resolve(),
  ) {
    this.#deciders = new Map(deciders.filter((decider) => decider.deadlines !== undefined).map((d) => [d.category, d]));
  }

  /** Opens the view of what falls due, which every replica may read. */
  async open(): Promise<ViewCollection> {
    this.#collection ??= await this.store.open({ name: 'timers', version: 1, indexes: ['at'] });
    return this.#collection;
  }

  async start(): Promise<void> {
    this.#collection = undefined; // a rebuild has dropped the one before
    const collection = await this.open();
    this.#subscription = subscribe({
      log: this.log,
      from: await collection.checkpoint(),
      handle: async (events) => {
        const last = events.at(-1);
        if (last === undefined) return;
        const touched = new Set(events.map(({ event }) => event.stream));
        const documents = [];
        for (const name of touched) {
          const deadlines = await this.#deadlines(name);
          if (deadlines === undefined) continue;
          const at = firstOf(deadlines);
          documents.push({
            key: name,
            position: last.position,
            index: { at: at ?? null },
            body: at === undefined ? undefined : '',
          });
        }
        await this.passed?.(last.position);
        if (documents.length > 0 || last.position - (await collection.checkpoint()) >= CHECKPOINT_EVERY)
          await collection.commit(documents, last.position);
      },
    });
  }

  async #deadlines(name: string): Promise<readonly AnyDeadline[] | undefined> {
    const dash = name.indexOf('-');
    const decider = this.#deciders.get(name.slice(0, dash));
    if (decider?.deadlines === undefined) return undefined;
    const stream = await this.streams.load(decider, name.slice(dash + 1));
    // A record that cannot be read has no deadlines; those that passed meanwhile are issued once it has been restored.
    if (stream.damaged || this.setAside(stream.personId)) return [];
    return decider.deadlines(stream.state).filter((deadline) => !this.#done.has(obligation(name, deadline)));
  }

  /** The next instant at which something falls due, if anything does. */
  async next(): Promise<string | undefined> {
    const [first] = (await this.#collection?.find({ orderBy: 'at', limit: 1 })) ?? [];
    const at = first?.index['at'];
    return typeof at === 'string' ? at : undefined;
  }

  /** Issues everything due at or before `now`, in order of its instant. */
  async issueDue(now: string): Promise<number> {
    let issued = 0;
    const due = (await this.#collection?.find({ upTo: { field: 'at', value: now }, orderBy: 'at', limit: 1000 })) ?? [];
    for (const { key } of due) {
      const dash = key.indexOf('-');
      const decider = this.#deciders.get(key.slice(0, dash));
      if (decider === undefined) continue;
      const deadlines = ((await this.#deadlines(key)) ?? []).filter(({ at }) => at <= now);
      for (const deadline of deadlines.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
        await this.#issueOne(key, decider, key.slice(dash + 1), deadline);
        issued++;
      }
      await this.#refresh(key);
    }
    return issued;
  }

  async #issueOne(key: string, decider: AnyDecider, id: string, deadline: AnyDeadline): Promise<void> {
    const commandId = obligation(key, deadline);
    const { name } = deadline;
    try {
      await this.issue({ decider, id, deadline, commandId });
    } catch (error) {
      if (isOutage(error) || error instanceof LogUnavailable) throw error;
      // A refusal is an answer, anything else a fault of this one stream: neither keeps the others waiting.
      const code = error instanceof Refusal ? error.code : error instanceof Error ? error.name : 'unknown';
      this.warn('a due command was refused', { stream: key, code, name });
      if (!(error instanceof Refusal)) await this.park({ stream: key, name, commandId }, errorOf(error));
    }
    // A command that changed nothing is not repeated: it would change nothing again.
    this.#done.add(commandId);
  }

  /** A due command that was parked falls due again. */
  async retry(stream: string, commandId: string): Promise<void> {
    this.#done.delete(commandId);
    await this.#refresh(stream);
  }

  async #refresh(name: string): Promise<void> {
    const at = firstOf((await this.#deadlines(name)) ?? []);
    const position = this.position();
    await this.#collection?.commit(
      [{ key: name, position, index: { at: at ?? null }, body: at === undefined ? undefined : '' }],
      position,
    );
  }

  position(): number {
    return this.#subscription?.position() ?? 0;
  }

  async caughtUp(position: number): Promise<void> {
    await this.#subscription?.caughtUp(position);
  }

  stalled(): Error | undefined {
    return this.#subscription?.stalled();
  }

  async stop(): Promise<void> {
    await this.#subscription?.stop();
  }
}

function obligation(stream: string, { name, at }: AnyDeadline): string {
  return uuidV5(stream.slice(stream.indexOf('-') + 1), name, at);
}

function firstOf(deadlines: readonly AnyDeadline[]): Instant | undefined {
  return deadlines.map(({ at }) => at).sort()[0];
}
