import type { Bus, BusHandler, BusMessage } from '@carethread/event-sourcing';
import type { Admin } from 'kafkajs';
import { addressOf } from './address.js';
import { Kafka, logLevel } from './kafka.js';
import { Listener } from './listener.js';
import { Publisher } from './publisher.js';
import { Questions } from './questions.js';
import { topicName } from './topics.js';

export interface KafkaBusOptions {
  /** See `addressOf`. */
  readonly url: string;
  readonly namespace: string;
  readonly warn?: (message: string, about: Readonly<Record<string, string | number>>) => void;
}

/**
 * Facts between services over Kafka. The publisher sends again what was not acknowledged; a consumer stores a duplicate once. So
 * a relay that has lost its lease may still publish for a moment: every relay publishes in log order, each batch only after the one
 * before was acknowledged, so messages arrive in order when they arrive for the first time.
 */
export class KafkaBus implements Bus {
  readonly #kafka: Kafka;
  readonly #questions: Questions;
  readonly #publisher: Publisher;
  readonly #listeners = new Set<Listener>();
  #closed = false;

  private constructor(readonly options: KafkaBusOptions) {
    const config = {
      ...addressOf(options.url),
      clientId: `carethread-${options.namespace}`,
      logLevel: logLevel.NOTHING,
      connectionTimeout: 3_000,
      requestTimeout: 15_000,
      retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 8 },
    };
    this.#kafka = new Kafka(config);
    this.#questions = new Questions(async () => {
      const admin = this.#kafka.admin({ retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 4 } });
      await admin.connect();
      return admin;
    });
    this.#publisher = new Publisher(config, this.#questions);
  }

  /** Connects with the first operation: the broker may be away now, and a service does its work all the same. */
  static open(options: KafkaBusOptions): Promise<KafkaBus> {
    return Promise.resolve(new KafkaBus(options));
  }

  publish(topic: string, messages: readonly BusMessage[]): Promise<void> {
    return this.#publisher.publish(topicName(this.options.namespace, topic), messages);
  }

  subscribe(topics: string | readonly string[], group: string, handler: BusHandler): Promise<() => Promise<void>> {
    const names = [topics].flat().map((topic) => topicName(this.options.namespace, topic));
    const groupId = `${this.options.namespace}.${group}`;
    const listener = new Listener(this.#kafka, names, groupId, handler, this.options.warn);
    this.#listeners.add(listener);
    return Promise.resolve(async () => {
      this.#listeners.delete(listener);
      await listener.stop();
    });
  }

  highWatermark(topic: string): string {
    return this.#publisher.highWatermark(topicName(this.options.namespace, topic));
  }

  retains(topic: string, end: string): Promise<boolean> {
    return this.#publisher.retains(topicName(this.options.namespace, topic), end);
  }

  msSinceCaughtUp(): number {
    return Math.max(0, ...[...this.#listeners].map((listener) => listener.msSinceCaughtUp()));
  }

  lag(): Promise<number> {
    return this.#questions.ask(async (admin) => {
      const behind = await Promise.all(
        [...this.#listeners].map(({ groupId, topics }) => lagOf(admin, groupId, topics)),
      );
      return behind.reduce((sum, one) => sum + one, 0);
    });
  }

  /** Sends that failed since the bus was opened; each cost a producer. */
  get failedSends(): number {
    return this.#publisher.failedSends;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.all([...this.#listeners].map((listener) => listener.stop()));
    await this.#publisher.close();
    await this.#questions.close();
  }
}

/** Messages of the topics that the group has not committed yet; all requests are sent at once. */
async function lagOf(admin: Admin, groupId: string, topics: readonly string[]): Promise<number> {
  const [committed, ends] = await Promise.all([
    admin.fetchOffsets({ groupId, topics: [...topics] }),
    Promise.all(topics.map(async (topic) => [topic, await admin.fetchTopicOffsets(topic)] as const)),
  ]);
  const done = new Map(
    committed.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, offset }) => [`${topic} ${partition}`, Math.max(0, Number(offset))] as const),
    ),
  );
  return ends
    .flatMap(([topic, partitions]) =>
      partitions.map(({ partition, high }) => Number(high) - (done.get(`${topic} ${partition}`) ?? 0)),
    )
    .reduce((sum, behind) => sum + Math.max(0, behind), 0);
}
