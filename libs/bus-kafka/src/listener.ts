import { member } from '@carethread/ledger';
import type { BusHandler, BusMessage } from '@carethread/event-sourcing';
import type { Consumer, EachBatchPayload } from 'kafkajs';
import type { Kafka } from './kafka.js';
import { TopicMissing, unknownTopic } from './kafka-errors.js';
import { Offsets } from './offsets.js';

type Warn = (message: string, about: Readonly<Record<string, string | number>>) => void;

const FIRST_BACK_OFF_MS = 100;
const LONGEST_BACK_OFF_MS = 5_000;
/** A longer one makes disconnecting take as long. */
const MAX_WAIT_MS = 500;
/** A consumer without any sign of life for so long is replaced, whatever state it reports. */
const SILENT_MS = 45_000;

/**
 * One consumer of a group, and the next one whenever it ends: whatever happens to the broker, the group is read again. kafkajs
 * recovers by itself from what it calls retriable; a topic that was missing for a moment, for example, is not.
 */
export class Listener {
  #stopped = false;
  #interrupt: (() => void) | undefined;
  #lastSign = Date.now();
  #caughtUpAt = Date.now();
  readonly #running: Promise<void>;

  constructor(
    readonly kafka: Kafka,
    readonly topics: readonly string[],
    readonly groupId: string,
    readonly handler: BusHandler,
    readonly warn: Warn = () => undefined,
  ) {
    // In the background: a broker that is away must not keep a service from starting.
    this.#running = this.#run();
  }

  /** Milliseconds since it last knew that it had read everything. */
  msSinceCaughtUp(): number {
    return Date.now() - this.#caughtUpAt;
  }

  async #run(): Promise<void> {
    let backOff = FIRST_BACK_OFF_MS;
    while (!this.#stopped) {
      const began = Date.now();
      try {
        await this.#listen();
      } catch (error) {
        this.warn('the bus cannot be read', {
          group: this.groupId,
          error: unknownTopic(error) ? new TopicMissing(this.topics.join(', ')).message : String(member(error, 'name')),
        });
      }
      if (this.#caughtUpAt > began) backOff = FIRST_BACK_OFF_MS;
      await this.#pause(backOff);
      backOff = Math.min(backOff * 2, LONGEST_BACK_OFF_MS);
    }
  }

  async #pause(milliseconds: number): Promise<void> {
    if (this.#stopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#interrupt = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Listens until the consumer ends, is stopped, or falls silent; rejects with why it ended. */
  async #listen(): Promise<void> {
    const consumer = this.kafka.consumer({
      groupId: this.groupId,
      allowAutoTopicCreation: false,
      maxWaitTimeInMs: MAX_WAIT_MS,
      sessionTimeout: 10_000,
      heartbeatInterval: 2_000,
      retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 8, restartOnFailure: () => Promise.resolve(false) },
    });
    this.#lastSign = Date.now();
    const stored = new Offsets((offsets) => consumer.commitOffsets(offsets));
    const ended = this.#untilEnded(consumer, stored);
    const begin = async (): Promise<void> => {
      await consumer.connect();
      await consumer.subscribe({ topics: [...this.topics], fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        partitionsConsumedConcurrently: 3,
        eachBatch: (payload) => this.#take(stored, payload),
      });
      await ended.promise;
    };
    try {
      await Promise.race([begin(), ended.promise]);
    } finally {
      ended.stop();
      await consumer.disconnect().catch(() => undefined);
      // Not before: what was being stored until now has reached further.
      stored.discard();
    }
  }

  #untilEnded(consumer: Consumer, stored: Offsets): { readonly promise: Promise<void>; readonly stop: () => void } {
    const { CRASH, FETCH, END_BATCH_PROCESS, GROUP_JOIN, HEARTBEAT } = consumer.events;
    let assigned = 0;
    const sign = (caughtUp: boolean): void => {
      this.#lastSign = Date.now();
      if (caughtUp) this.#caughtUpAt = Date.now();
    };
    consumer.on(FETCH, ({ payload }) => sign(payload.numberOfBatches === 0));
    consumer.on(END_BATCH_PROCESS, ({ payload }) => sign(BigInt(payload.offsetLag ?? '1') <= 0n));
    consumer.on(GROUP_JOIN, ({ payload }) => {
      assigned = Object.keys(payload.memberAssignment).length;
      // Others may go on where this one was.
      stored.discard();
      sign(false);
    });
    // A copy more than there are partitions has nothing to fetch.
    consumer.on(HEARTBEAT, () => sign(assigned === 0));
    let watch: NodeJS.Timeout | undefined;
    const promise = new Promise<void>((resolve, reject) => {
      consumer.on(CRASH, ({ payload }) => reject(payload.error));
      watch = setInterval(() => {
        if (Date.now() - this.#lastSign > SILENT_MS) reject(new Error('the consumer fell silent'));
      }, 1_000).unref();
      this.#interrupt = resolve;
    });
    promise.catch(() => undefined);
    return { promise, stop: () => clearInterval(watch) };
  }

  /** One partition's batch: stored by the handler, then its offset is owed; until it is stored nothing later of it is read. */
  async #take(stored: Offsets, { batch, heartbeat, isRunning, isStale }: EachBatchPayload): Promise<void> {
    const messages = batch.messages.map(({ key, value, headers }): BusMessage => ({
      key: key?.toString() ?? '',
      value: value?.toString() ?? '',
      headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, text]) => [name, String(text)])),
    }));
    let backOff = FIRST_BACK_OFF_MS;
    for (;;) {
      if (this.#stopped || !isRunning() || isStale()) return;
      try {
        await this.handler(messages);
        break;
      } catch (error) {
        this.warn('messages could not be stored yet', {
          topic: batch.topic,
          partition: batch.partition,
          error: String(member(error, 'name')),
        });
        await this.#wait(backOff, heartbeat);
        backOff = Math.min(backOff * 2, LONGEST_BACK_OFF_MS);
      }
    }
    stored.reached(batch.topic, batch.partition, BigInt(batch.lastOffset()) + 1n);
    if (!this.#stopped) await heartbeat();
  }

  /** Waits without being thought dead by the group. */
  async #wait(milliseconds: number, heartbeat: () => Promise<void>): Promise<void> {
    const end = Date.now() + milliseconds;
    while (Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(500, end - Date.now())));
      await heartbeat();
      this.#lastSign = Date.now();
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#interrupt?.();
    await this.#running;
  }
}
