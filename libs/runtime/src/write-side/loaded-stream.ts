import { Refusal } from '@carethread/contracts';
import type { OpenedBy, Recorded } from '@carethread/event-sourcing';

/** A stream folded to its present state, with what the handler needs to answer retries and preconditions. */
export interface LoadedStream<State = unknown> {
  readonly name: string;
  readonly id: string;
  readonly revision: number;
  readonly state: State;
  /** Stands for the last event that changed what an editor may overwrite. */
  readonly etag: string;
  /** The revision of that event: a client that saw this revision or a later one has seen everything it may overwrite. */
  readonly editedAt: number;
  readonly personId: string | null;
  readonly tenantId: string | undefined;
  readonly jurisdiction: string | undefined;
  /** Who opened it, from the first event's envelope: in the clear, so it outlives the key. */
  readonly opened: OpenedBy;
  readonly erased: boolean;
  /** An event of it cannot be opened or folded: the state is not to be relied on. */
  readonly damaged: boolean;
  /** The first revision of each command's events. What they say stays in the log, where a resent command finds it again. */
  readonly commands: ReadonlyMap<string, number>;
  readonly position: number;
}

/**
 * A stream by the type of its decider's state. Its name says whose it is: a category has one decider, which alone folds its streams.
 * Throws TypeError for a stream of another one.
 */
export function asStreamOf<State>(stream: LoadedStream, decider: DeciderState<State>): LoadedStream<State> {
  if (!isStreamOf(stream, decider)) throw new TypeError(`${stream.name} is no stream of ${decider.category}`);
  return stream;
}

interface DeciderState<State> {
  readonly category: string;
  readonly initial: State;
}

function isStreamOf<State>(stream: LoadedStream, { category }: DeciderState<State>): stream is LoadedStream<State> {
  return stream.name === `${category}-${stream.id}`;
}

export interface CommandOutcome {
  readonly stream: LoadedStream;
  readonly events: readonly Recorded[];
  /** A resent command: nothing new was stored. */
  readonly resent: boolean;
}

/** The client's If-Match has been overtaken; carries the ETag that stands now. */
export class StaleVersion extends Refusal {
  constructor(
    readonly etag: string,
    readonly revision: number,
  ) {
    super('STALE_VERSION', [`etag:${etag}`, `revision:${revision}`]);
  }
}
