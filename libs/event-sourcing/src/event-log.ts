import type { Envelope, Instant, UnstampedEvent } from '@carethread/ledger';

/** An event as the log keeps it. */
export interface StoredEvent {
  /** The dense ordinal in the service's log: 1, 2, 3 … */
  readonly position: number;
  readonly logHash: string;
  /** The canonical text, byte for byte as stored. */
  readonly text: string;
  readonly event: Envelope;
  /** The text is no event any more: `event` is empty, and only the place is known. Absent where the text reads well. */
  readonly damaged?: true;
  /**
   * The event that the text is, where the store keeps it as one of another stream, revision or id: it is damaged there, and only good
   * to say whose it is.
   */
  readonly misplaced?: Envelope;
}

/** Where an event stands, by what the store keeps beside its text. */
export interface EventPlace {
  readonly stream: string;
  readonly revision: number;
}

export interface AppendRequest {
  readonly stream: string;
  /** The stream's revision that the events were decided on; 0 for a stream that must not exist yet. */
  readonly expectedRevision: number;
  /** Revisions run from expectedRevision + 1. All are stored in one commit, or none. */
  readonly events: readonly [UnstampedEvent, ...UnstampedEvent[]];
}

/** `duplicate`: every id is already in the stream (a lost acknowledgement resent); the stored events are given back. */
export interface AppendResult {
  readonly outcome: 'appended' | 'duplicate';
  readonly events: readonly StoredEvent[];
}

/** The stream has moved since it was read. The handler alone answers it: read again, decide again. */
export class RevisionConflict extends Error {
  override readonly name = 'RevisionConflict';
  constructor(
    readonly stream: string,
    readonly expectedRevision: number,
    readonly actualRevision: number,
  ) {
    super(`stream ${stream} is at revision ${actualRevision}, not ${expectedRevision}`);
  }
}

/** An event of this id stands in another stream of the log: no log holds an id twice. Nothing of the append was stored. */
export class EventIdTaken extends Error {
  override readonly name = 'EventIdTaken';
  constructor(readonly stream: string) {
    super(`an event for ${stream} has an id that stands in another stream of the log`);
  }
}

/** The log cannot store: the disk is full, the folder is read-only, the file is damaged, or another process holds it. */
export class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
  /** What is wrong and what to do, for any caller: it names no file. */
  readonly remedy: string | undefined;

  constructor(message: string, options: ErrorOptions & { readonly remedy?: string } = {}) {
    super(message, options);
    this.remedy = options.remedy;
  }
}

/** An event that no log takes, however much room there is: the command was too large. */
export class EventTooLarge extends Error {
  override readonly name = 'EventTooLarge';
}

export interface LogHead {
  readonly position: number;
  readonly logHash: string;
  /** recordedAt of the last event; undefined for an empty log. */
  readonly recordedAt: Instant | undefined;
}

/** The port of one service's immutable log. Every adapter passes `testing/event-log.contract.ts`. It offers no way to change or remove. */
export interface EventLog {
  readonly service: string;
  /**
   * Stores events durably (synced before it answers), stamps recordedAt where appends are serialised, links the chain.
   * Throws RevisionConflict, EventIdTaken, LogUnavailable.
   */
  append(request: AppendRequest): Promise<AppendResult>;
  /** A stream's events in order, from revision `from` (default 1) to `to` (default the last). Unknown stream: none. */
  readStream(stream: string, range?: { readonly from?: number; readonly to?: number }): Promise<readonly StoredEvent[]>;
  /** At most `limit` events with position > after, in order, and at least one if there is one: only none at all is the end. */
  readAll(after: number, limit: number): Promise<readonly StoredEvent[]>;
  /**
   * True if no append after `position` was announced to this process: a subscription that has read as far may sleep. Absent where
   * polling is free.
   */
  isCaughtUp?(position: number): boolean;
  head(): Promise<LogHead>;
  /** Writes something of the store's own that is no event, as durably as one; rejects where it cannot. Left out where nothing can fail. */
  probe?(): Promise<void>;
  /**
   * The last position recorded at or before `instant`, once no append stamped at or before it is still in flight: final for ever
   * when `instant` lies before now (architecture §4, "What was known at K is final").
   */
  positionAt(instant: Instant): Promise<number>;
  /** Calls `wake` after every commit (and whenever another process may have committed); returns how to stop it. */
  onAppended(wake: () => void): () => void;
  /** The stream and revision of the event at a position, not from its text. Left out where the store keeps nothing beside it. */
  placeOf?(position: number): Promise<EventPlace | undefined>;
  /**
   * The positions of the events whose text names a stream, found by the texts alone, in order. It reads the whole log, a part at a
   * time. Left out where the store keeps nothing beside the texts that could disagree with them.
   */
  positionsNaming?(stream: string): Promise<readonly number[]>;
  /**
   * What the store itself finds wrong with what it holds: damaged pages, an index that disagrees with its table, a trigger against
   * changes that is gone or another, an event that it keeps as one of another stream, revision or id than its text says. Empty where all is well. Left out where the store offers no such check.
   */
  faults?(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** The clock of a log: milliseconds since 1970. Injected, so the test clock sets it for all services. */
export interface Clock {
  now(): number;
}
