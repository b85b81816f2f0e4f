/** One contract as it travels: CloudEvents 1.0 binary mode (attributes as headers), sealed part inside the value. */
export interface BusMessage {
  /** personId, or the subject's id for a fact about no person: order holds per key. */
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Canonical JSON, UTF-8. */
  readonly value: string;
}

export type BusHandler = (messages: readonly BusMessage[]) => Promise<void>;

/** At-least-once, ordered per key. Every adapter passes `testing/bus.contract.ts`. */
export interface Bus {
  /** Resolves once the messages are safe: stored by the broker, or (in process) stored by every subscriber. Rejects otherwise. */
  publish(topic: string, messages: readonly BusMessage[]): Promise<void>;
  /** The handler resolves once it has stored the messages; a rejection brings them again. */
  subscribe(topics: string | readonly string[], group: string, handler: BusHandler): Promise<() => Promise<void>>;
  /** How many messages, of those published so far, the groups of this process have not stored yet; tests and metrics ask. */
  lag(): Promise<number>;
  /**
   * How far a topic reaches by what this process published on it: opaque, to be kept with a checkpoint. Empty where nothing of what
   * was acknowledged can be lost.
   */
  highWatermark(topic: string): string;
  /**
   * Whether the topic still reaches so far; not so where a broker lost its disk, and what was published must be again. Rejects where
   * there is no such topic.
   */
  retains(topic: string, end: string): Promise<boolean>;
  /** Milliseconds since this process last knew that it had consumed everything; 0 where nothing can be missing. */
  msSinceCaughtUp(): number;
  close(): Promise<void>;
}

/** The bus cannot take messages at this moment; it may at the next. */
export class BusUnavailable extends Error {
  override readonly name: string = 'BusUnavailable';
}

/** The topic holds less than it had acknowledged: the publisher begins again with the first message. */
export class TopicLost extends BusUnavailable {
  override readonly name = 'TopicLost';
}
