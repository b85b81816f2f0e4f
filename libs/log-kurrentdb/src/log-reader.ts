import { LogUnavailable, type StoredEvent } from '@carethread/event-sourcing';
import { LRUCache } from 'lru-cache';
import type { Connection } from './connection.js';
import type { StreamIndex } from './stream-index.js';

/** Events of a stream that lie no further apart than this are read in one call, with what lies between them. */
const NEAR = 24;
/** Reads under way at once, over the one connection. */
const AT_ONCE = 16;
/** Roughly how many bytes of the newest and most used events are cached. */
const KEPT_BYTES = 48 * 1024 * 1024;

/** Reads of the log's one stream by position, with the events that are read most cached. An event never changes. */
export class LogReader {
  readonly #kept = new LRUCache<number, StoredEvent>({
    maxSize: KEPT_BYTES,
    sizeCalculation: ({ text }) => text.length * 3 + 500,
  });

  constructor(
    readonly connection: Connection,
    readonly stream: string,
    readonly index: StreamIndex,
  ) {}

  keep(events: readonly StoredEvent[]): void {
    for (const event of events) this.#kept.set(event.position, event);
  }

  /** Events with position > after, at most `limit`; `head` is the last position known to exist, if it is known. */
  async all(after: number, limit: number, head: number | undefined): Promise<readonly StoredEvent[]> {
    const found: StoredEvent[] = [];
    for (let position = after + 1; found.length < limit; position += 1) {
      const event = this.#kept.get(position);
      if (event === undefined) break;
      found.push(event);
    }
    const last = after + found.length;
    if (found.length === limit || (head !== undefined && last >= head)) return found;
    const rest = await this.connection.events(this.stream, last, limit - found.length);
    this.keep(rest);
    return [...found, ...rest];
  }

  /** The events at these positions, which are in order. Throws LogUnavailable where one is not there. */
  async at(positions: readonly number[]): Promise<readonly StoredEvent[]> {
    const found = new Map<number, StoredEvent>();
    const missing: number[] = [];
    for (const position of positions) {
      const event = this.#kept.get(position);
      if (event === undefined) missing.push(position);
      else found.set(position, event);
    }
    const runs = runsOf(missing);
    const read = async (): Promise<void> => {
      for (let run = runs.shift(); run !== undefined; run = runs.shift()) {
        const [from, to] = run;
        const events = await this.connection.events(this.stream, from - 1, to - from + 1);
        this.keep(events);
        for (const event of events) found.set(event.position, event);
      }
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, runs.length) }, read));
    return positions.map((position) => {
      const event = found.get(position);
      if (event === undefined)
        throw new LogUnavailable(
          `event ${position} is missing in KurrentDB: restore it from a backup, then run \`verify\``,
        );
      return event;
    });
  }
}

/** Positions gathered into ranges, both ends included. */
function runsOf(positions: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const position of positions) {
    const last = runs.at(-1);
    if (last !== undefined && position - last[1] <= NEAR) last[1] = position;
    else runs.push([position, position]);
  }
  return runs;
}
