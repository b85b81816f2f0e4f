import {
  EventIdTaken,
  NO_STREAM,
  RevisionConflict,
  stampAppend,
  type AppendRequest,
  type AppendResult,
  type Clock,
  type LogHead,
  type StoredEvent,
  type StreamHead,
} from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';

export interface Waiting {
  readonly request: AppendRequest;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

export interface Stamped {
  readonly added: readonly StoredEvent[];
  /** The heads of the streams that were appended to, and of the log, once `added` is stored. */
  readonly streams: ReadonlyMap<string, StreamHead>;
  readonly head: LogHead;
  /** Answers everybody; to be called once `added` is stored. */
  readonly answer: () => void;
}

export interface Ground {
  readonly head: LogHead;
  readonly stream: (name: string) => StreamHead | undefined;
  /** An event of this id that is stored already. */
  readonly known: (id: string) => StoredEvent | undefined;
  /** Nothing may be stamped before it. */
  readonly notBefore: Instant;
}

/** Stamps a batch of appends one after the other, as if each were alone. What is refused is refused in its turn. */
export function stampBatch(batch: readonly Waiting[], ground: Ground, clock: Clock): Stamped {
  let { head } = ground;
  const added: StoredEvent[] = [];
  const ids = new Map<string, StoredEvent>();
  const streams = new Map<string, StreamHead>();
  const answers: (() => void)[] = [];
  for (const { request, resolve, reject } of batch) {
    try {
      const stream = streams.get(request.stream) ?? ground.stream(request.stream) ?? NO_STREAM;
      const duplicates = request.events.flatMap(({ id }) => {
        const found = ground.known(id) ?? ids.get(id);
        if (found !== undefined && found.event.stream !== request.stream) throw new EventIdTaken(request.stream);
        return found === undefined ? [] : [found];
      });
      if (duplicates.length === request.events.length) {
        answers.push(() => resolve({ outcome: 'duplicate', events: duplicates }));
        continue;
      }
      if (duplicates.length > 0) throw new RevisionConflict(request.stream, request.expectedRevision, stream.revision);
      const made = stampAppend(request, stream, head, clock, ground.notBefore);
      head = made.log;
      streams.set(request.stream, made.stream);
      added.push(...made.stored);
      for (const stored of made.stored) ids.set(stored.event.id, stored);
      answers.push(() => resolve({ outcome: 'appended', events: made.stored }));
    } catch (error) {
      answers.push(() => reject(error));
    }
  }
  return {
    added,
    streams,
    head,
    answer: () => {
      for (const one of answers) one();
    },
  };
}
