import type { EventLog, Recorded } from '@carethread/event-sourcing';
import { LRUCache } from 'lru-cache';
import type { Opener } from './opener.js';

/** Opened events kept at hand, over all streams: what time travel folds again and again. */
const KEPT_EVENTS = 60_000;

interface Kept {
  readonly events: readonly Recorded[];
  /** The last revision that was read; events whose key is gone count too. */
  readonly revision: number;
}

/**
 * The opened events of streams, read and opened once: a question about the past folds all of them, but only what has been added
 * since the last question is read. Nothing is derived, so there is nothing here that could disagree with the log.
 */
export class RecordedStreams {
  readonly #kept = new LRUCache<string, Kept>({
    maxSize: KEPT_EVENTS,
    sizeCalculation: ({ events }) => events.length + 1,
  });

  constructor(
    readonly log: EventLog,
    readonly opener: Opener,
  ) {}

  async events(stream: string): Promise<readonly Recorded[]> {
    const kept = this.#kept.get(stream) ?? { events: [], revision: 0 };
    const added = await this.opener.openAll(await this.log.readStream(stream, { from: kept.revision + 1 }));
    const last = added.at(-1);
    if (last === undefined) return kept.events;
    const events = [...kept.events, ...added.flatMap(({ recorded }) => (recorded === undefined ? [] : [recorded]))];
    this.#kept.set(stream, { events, revision: last.envelope.revision });
    return events;
  }

  /** After a key was destroyed: nothing of it may stay at hand. */
  forget(): void {
    this.#kept.clear();
  }
}
