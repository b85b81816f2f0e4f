import { Refusal } from '@carethread/contracts';
import { evolveWith, type AnyDecider, type EventLog, type Recorded } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import { LRUCache } from 'lru-cache';
import type { EventDecoder } from '../read-side/event-decoder.js';

/** Opened events that stay cached, over all streams: time travel folds them again and again. */
const KEPT_EVENTS = 60_000;
/** A snapshot after so many events: a question about the past folds fewer than these. */
export const STRIDE = 250;

/** The state after the first so many events of a stream, all of them counted. */
interface Snapshot {
  readonly count: number;
  /** The last instant from which any of them holds: a read as effective before it cannot begin here. */
  readonly latest: Instant;
  readonly state: unknown;
}

interface Kept {
  readonly events: readonly Recorded[];
  /** The last revision that was read; events whose key is gone count too. */
  readonly revision: number;
  readonly keyIds: ReadonlySet<string>;
  /** One for every STRIDE events, as far as reads have reached. */
  readonly snapshots: Snapshot[];
}

export interface StateAt {
  readonly state: unknown;
  /** How many events were counted. */
  readonly revision: number;
}

/**
 * The opened events of streams, read and opened once: a question about the past begins at the last snapshot that every event up
 * to it counts for, and folds on from there. Snapshots live in memory alone and go with the events that they were folded from.
 */
export class RecordedStreams {
  readonly #kept = new LRUCache<string, Kept>({
    maxSize: KEPT_EVENTS,
    sizeCalculation: ({ events }) => events.length + 1,
  });

  constructor(
    readonly log: EventLog,
    readonly decoder: EventDecoder,
  ) {}

  async events(stream: string): Promise<readonly Recorded[]> {
    return (await this.#read(stream)).events;
  }

  /** The fold of what was recorded by `knownAt` and, where `effectiveAt` is given, holds by then. */
  async stateAt(decider: AnyDecider, id: string, knownAt: Instant, effectiveAt?: Instant): Promise<StateAt> {
    const { events, snapshots } = await this.#read(`${decider.category}-${id}`);
    const known = countUntil(events, knownAt);
    const begin = snapshots.findLast(
      ({ count, latest }) => count <= known && (effectiveAt === undefined || latest <= effectiveAt),
    );
    let { count: revision, latest, state }: Snapshot = begin ?? { count: 0, latest: '', state: decider.initial };
    let whole = true;
    for (const event of events.slice(revision, known)) {
      const dated = decider.dated?.includes(event.type) === true;
      // What a state keeps with its own instant is taken in as soon as there is a state.
      const left = dated ? revision === 0 : event.meta.effectiveFrom > (effectiveAt ?? '');
      if (effectiveAt !== undefined && left) {
        whole = false;
        continue;
      }
      state = evolveWith(decider, state, event);
      revision += 1;
      if (!whole) continue;
      if (!dated && event.meta.effectiveFrom > latest) latest = event.meta.effectiveFrom;
      if (revision === (snapshots.length + 1) * STRIDE) snapshots.push({ count: revision, latest, state });
    }
    return { state, revision };
  }

  async #read(stream: string): Promise<Kept> {
    let kept = this.#kept.get(stream);
    // No fold outlives the key of its events: it is dropped, and the stream read again as erased.
    if (kept !== undefined && [...kept.keyIds].some((keyId) => this.decoder.keys.peek(keyId) === 'destroyed'))
      kept = undefined;
    kept ??= { events: [], revision: 0, keyIds: new Set(), snapshots: [] };
    const added = await this.decoder.openAll(await this.log.readStream(stream, { from: kept.revision + 1 }));
    const { revision: before } = kept;
    if (added.some(({ fault, envelope }, index) => fault !== undefined || envelope.revision !== before + index + 1))
      throw new Refusal('RECORD_DAMAGED');
    const last = added.at(-1);
    if (last === undefined) return kept;
    const grown: Kept = {
      events: [...kept.events, ...added.flatMap(({ recorded }) => (recorded === undefined ? [] : [recorded]))],
      revision: last.envelope.revision,
      keyIds: new Set([
        ...kept.keyIds,
        ...added.flatMap(({ recorded, envelope: { keyId } }) =>
          recorded === undefined || keyId === null ? [] : [keyId],
        ),
      ]),
      snapshots: kept.snapshots,
    };
    this.#kept.set(stream, grown);
    return grown;
  }

  /** After a key was destroyed: drops what it opened. */
  clear(): void {
    this.#kept.clear();
  }
}

/** How many events were recorded by then: recordedAt never goes back, so it is found by halving. */
function countUntil(events: readonly Recorded[], knownAt: Instant): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle]?.meta.recordedAt ?? '') <= knownAt) low = middle + 1;
    else high = middle;
  }
  return low;
}
