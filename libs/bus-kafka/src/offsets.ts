import type { TopicPartitionOffsetAndMetadata } from 'kafkajs';

/** How long an offset may wait for others, so that all are committed by one request; in milliseconds. */
const SOON_MS = 250;

/**
 * How far a consumer's messages are stored, committed to the group in batches over all partitions: a consumer that restarts at an
 * older offset receives messages again, which the inbox recognises by id.
 */
export class Offsets {
  #owed = new Map<string, TopicPartitionOffsetAndMetadata>();
  #timer: NodeJS.Timeout | undefined;
  /** How often partitions have changed hands. */
  #hands = 0;

  constructor(readonly commitTo: (offsets: TopicPartitionOffsetAndMetadata[]) => Promise<void>) {}

  /** Everything before `next` is stored. */
  reached(topic: string, partition: number, next: bigint): void {
    this.#owed.set(`${topic}/${partition}`, { topic, partition, offset: String(next) });
    this.#soon();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => void this.commit(), SOON_MS).unref();
  }

  /** Commits what is due. Never rejects: a commit that fails is repeated later. */
  async commit(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const owed = this.#owed;
    if (owed.size === 0) return;
    this.#owed = new Map();
    const hands = this.#hands;
    try {
      await this.commitTo([...owed.values()]);
    } catch {
      if (hands !== this.#hands) return;
      this.#owed = new Map([...owed, ...this.#owed]);
      this.#soon();
    }
  }

  /** Partitions were reassigned, or the consumer ends: another one may be further, or receives a few messages again. */
  discard(): void {
    this.#hands += 1;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#owed.clear();
  }
}
