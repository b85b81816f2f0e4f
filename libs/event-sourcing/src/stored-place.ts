import type { EventPlace, StoredEvent } from './event-log.js';
import { readStored } from './read-stored.js';

/** What a store keeps beside an event's text and finds it by. The stream is null where the store names none. */
export interface StoredColumns {
  readonly stream: string | null;
  readonly revision: number;
  readonly id: string;
}

/**
 * A stored text as the event that it is, if it stands where it says. What a store finds events by is no part of any hash, so an event
 * that is kept as one of another stream, revision or id comes as a damaged one: nothing may be decided on it there.
 */
export function readPlaced(position: number, logHash: string, text: string, columns: StoredColumns): StoredEvent {
  return placed(readStored(position, logHash, text), columns);
}

/** The same of an event that was read already. */
export function placed(stored: StoredEvent, columns: StoredColumns): StoredEvent {
  const { position, logHash, text, event, damaged } = stored;
  if (damaged === true || standsWhereItSays(event, columns)) return stored;
  return { ...NOTHING, position, logHash, text, misplaced: event };
}

const NOTHING = readStored(0, '', '');

function standsWhereItSays(event: StoredColumns, { stream, revision, id }: StoredColumns): boolean {
  return event.stream === stream && event.revision === revision && event.id === id;
}

interface Reach {
  events: number;
  highest: number;
}

/**
 * Holds what a store keeps beside the texts of a log against the texts: each event's stream, revision and id, and of each stream how
 * many events it has and the highest revision. Memory: two numbers a stream.
 */
export class PlaceCheck {
  readonly #faults: string[] = [];
  readonly #kept = new Map<string, Reach>();
  readonly #written = new Map<string, Reach>();
  readonly #unreadable = new Set<string | null>();
  #left = 0;

  /** @param most faults that are listed one by one; of the others only the number */
  constructor(readonly most = 20) {}

  take(position: number, text: string, columns: StoredColumns): void {
    const { event, damaged } = readStored(position, '', text);
    // The caller that reads the texts names one that is no event.
    if (damaged === true) {
      this.#unreadable.add(columns.stream);
      return;
    }
    if (columns.stream !== null) count(this.#kept, columns.stream, columns.revision);
    count(this.#written, event.stream, event.revision);
    if (!standsWhereItSays(event, columns))
      this.#say(
        `event ${position} is kept as ${placeText(columns)}, but its text says ${placeText(event)}: it was moved in the store`,
      );
  }

  /** What was found. @param names the streams that the store has a row of their own for, where it has such rows */
  faults(names?: readonly string[]): readonly string[] {
    const named = new Set(names ?? this.#kept.keys());
    if (names !== undefined) {
      if (named.size < names.length) this.#say('the store names a stream twice');
      for (const stream of named)
        if (!this.#kept.has(stream) && !this.#unreadable.has(stream))
          this.#say(`the store names the stream ${stream}, which holds no event`);
    }
    for (const [stream, written] of this.#written) {
      const kept = this.#kept.get(stream);
      if (kept === undefined || !named.has(stream))
        this.#say(`the store does not have the stream ${stream}, of which ${written.events} events say that they are`);
      else if (kept.events !== written.events || kept.highest !== written.highest)
        this.#say(
          `the stream ${stream} has ${kept.events} events up to revision ${kept.highest} in the store, but ${written.events} up to ${written.highest} by their texts`,
        );
    }
    return this.#left === 0 ? this.#faults : [...this.#faults, `and ${this.#left} more of the same kind`];
  }

  #say(fault: string): void {
    if (this.#faults.length < this.most) this.#faults.push(fault);
    else this.#left += 1;
  }
}

function count(reaches: Map<string, Reach>, stream: string, revision: number): void {
  const reach = reaches.get(stream);
  if (reach === undefined) reaches.set(stream, { events: 1, highest: revision });
  else {
    reach.events += 1;
    reach.highest = Math.max(reach.highest, revision);
  }
}

function placeText({
  stream,
  revision,
  id,
}: { readonly [Member in keyof (EventPlace & { id: string })]: unknown }): string {
  return `revision ${String(revision)} of ${stream === null ? 'no stream' : String(stream)} with the id ${String(id)}`;
}
