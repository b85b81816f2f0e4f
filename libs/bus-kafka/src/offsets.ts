import type { TopicPartitionOffsetAndMetadata } from 'kafkajs';

/** How long an offset may wait for others, so that all are committed by one request; in milliseconds. */
const SOON_MS = 250;

/**
 * How far a consumer's messages are stored, told to the group a moment later and all partitions together: whoever begins again at an
 * older offset hears again what the heard stream knows by its id.
 */
export class Offsets {
  #owed = new Map<string, TopicPartitionOffsetAndMetadata>();
  #timer: NodeJS.Timeout | undefined;
  /** How often partitions have changed hands. */
  #hands = 0;

  constructor(readonly tell: (offsets: TopicPartitionOffsetAndMetadata[]) => Promise<void>) {}

  /** Everything before `next` is stored. */
  reached(topic: string, partition: number, next: bigint): void {
    this.#owed.set(`${topic}/${partition}`, { topic, partition, offset: String(next) });
    this.#soon();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => void this.commit(), SOON_MS).unref();
  }

  /** Tells what is owed. Never rejects: a group that cannot be told now is told later. */
  async commit(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const owed = this.#owed;
    if (owed.size === 0) return;
    this.#owed = new Map();
    const hands = this.#hands;
    try {
      await this.tell([...owed.values()]);
    } catch {
      if (hands !== this.#hands) return;
      this.#owed = new Map([...owed, ...this.#owed]);
      this.#soon();
    }
  }

  /** Partitions have changed hands, or the consumer ends: another one may have come further, or hears a little again. */
  forget(): void {
    this.#hands += 1;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#owed.clear();
  }
}
