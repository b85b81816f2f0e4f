import type { Bus, BusHandler, BusMessage } from '@carethread/event-sourcing';
import { Kafka, logLevel, type Admin, type Consumer, type EachBatchPayload, type Producer } from 'kafkajs';
import { addressOf } from './address.js';
import { topicName } from './topics.js';

export interface KafkaBusOptions {
  /** See `addressOf`. */
  readonly url: string;
  readonly namespace: string;
  readonly note?: (message: string, about: Readonly<Record<string, string | number>>) => void;
}

const FIRST_BACK_OFF_MS = 100;
const LONGEST_BACK_OFF_MS = 5_000;
/** A longer one makes disconnecting take as long. */
const MAX_WAIT_MS = 250;

/** Why a topic cannot be used. */
export class TopicMissing extends Error {
  override readonly name = 'TopicMissing';
  constructor(topic: string) {
    super(`the topic ${topic} is not there: run \`carethread topics\`, which makes and checks them`);
  }
}

/**
 * Facts between services over Kafka. Order per key: one idempotent producer with one request in flight, partition by key. After any
 * failed send the producer is thrown away: kafkajs would go on with a sequence number that the broker may have seen already, and
 * have the next batch acknowledged without storing it. Whoever publishes sends again what was not acknowledged; who hears it twice
 * stores it once. So a relay that has lost its duty may still speak for a moment: every relay speaks in log order, each batch only
 * after the one before was acknowledged, so the first time that a message arrives is always in order.
 */
export class KafkaBus implements Bus {
  readonly #kafka: Kafka;
  readonly #consumers = new Set<Consumer>();
  readonly #groups = new Map<string, Set<string>>();
  #producer: Promise<Producer> | undefined;
  #admin: Promise<Admin> | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;
  #failedSends = 0;

  private constructor(readonly options: KafkaBusOptions) {
    this.#kafka = new Kafka({
      ...addressOf(options.url),
      clientId: `carethread-${options.namespace}`,
      logLevel: logLevel.NOTHING,
      connectionTimeout: 3_000,
      requestTimeout: 15_000,
      retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 8 },
    });
  }

  /** Connects with the first operation: the broker may be away now, and a service does its work all the same. */
  static open(options: KafkaBusOptions): Promise<KafkaBus> {
    return Promise.resolve(new KafkaBus(options));
  }

  publish(topic: string, messages: readonly BusMessage[]): Promise<void> {
    // One after the other: the order in which they were asked for is the order in which they are stored.
    const mine = this.#turn.then(() => this.#send(topic, messages));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #send(topic: string, messages: readonly BusMessage[]): Promise<void> {
    if (this.#closed) throw new Error('the bus is closed');
    this.#producer ??= this.#newProducer();
    try {
      const producer = await this.#producer;
      const stored = await producer.send({
        topic: topicName(this.options.namespace, topic),
        acks: -1,
        messages: messages.map(({ key, value, headers }) => ({ key, value, headers: { ...headers } })),
      });
      // kafkajs answers nothing at all where it knew of no partition to send to.
      if (stored.length === 0) throw new TopicMissing(topicName(this.options.namespace, topic));
    } catch (error) {
      this.#failedSends += 1;
      const before = this.#producer;
      this.#producer = undefined;
      void before?.then((producer) => producer.disconnect()).catch(() => undefined);
      throw unknownTopic(error) ? new TopicMissing(topicName(this.options.namespace, topic)) : error;
    }
  }

  async #newProducer(): Promise<Producer> {
    const producer = this.#kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      retry: { initialRetryTime: 100, retries: 3 },
    });
    await producer.connect();
    return producer;
  }

  async subscribe(
    topics: string | readonly string[],
    group: string,
    handler: BusHandler,
  ): Promise<() => Promise<void>> {
    const names = [topics].flat().map((topic) => topicName(this.options.namespace, topic));
    const groupId = `${this.options.namespace}.${group}`;
    let stopped = false;
    let running: Consumer | undefined;
    // In the background: a broker that is away must not keep a service from starting.
    const run = async (): Promise<void> => {
      let backOff = FIRST_BACK_OFF_MS;
      while (!stopped && !this.#closed) {
        try {
          running = await this.#consume(names, groupId, handler, () => stopped || this.#closed);
          return;
        } catch (error) {
          this.options.note?.('the bus cannot be heard yet', {
            group: groupId,
            error: unknownTopic(error) ? new TopicMissing(names.join(', ')).message : (error as Error).name,
          });
          await new Promise((resolve) => setTimeout(resolve, backOff));
          backOff = Math.min(backOff * 2, LONGEST_BACK_OFF_MS);
        }
      }
    };
    const begun = run();
    this.#groups.set(groupId, new Set([...(this.#groups.get(groupId) ?? []), ...names]));
    return async () => {
      stopped = true;
      await begun;
      if (running === undefined) return;
      this.#consumers.delete(running);
      await running.disconnect();
    };
  }

  async #consume(
    topics: readonly string[],
    groupId: string,
    handler: BusHandler,
    stopped: () => boolean,
  ): Promise<Consumer> {
    const consumer = this.#kafka.consumer({
      groupId,
      allowAutoTopicCreation: false,
      maxWaitTimeInMs: MAX_WAIT_MS,
      sessionTimeout: 10_000,
      heartbeatInterval: 2_000,
      // Whatever happens to the broker, the consumer comes back.
      retry: {
        initialRetryTime: 100,
        maxRetryTime: 2_000,
        retries: 8,
        restartOnFailure: () => Promise.resolve(!stopped()),
      },
    });
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [...topics], fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        partitionsConsumedConcurrently: 3,
        eachBatch: (payload) => this.#take(consumer, payload, handler, stopped),
      });
    } catch (error) {
      await consumer.disconnect().catch(() => undefined);
      throw error;
    }
    this.#consumers.add(consumer);
    return consumer;
  }

  /** One partition's batch: stored by the handler, then its offset committed; until it is stored nothing later of it is read. */
  async #take(
    consumer: Consumer,
    { batch, heartbeat, isRunning, isStale }: EachBatchPayload,
    handler: BusHandler,
    stopped: () => boolean,
  ): Promise<void> {
    const messages = batch.messages.map(({ key, value, headers }): BusMessage => ({
      key: key?.toString() ?? '',
      value: value?.toString() ?? '',
      headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, text]) => [name, String(text)])),
    }));
    let backOff = FIRST_BACK_OFF_MS;
    for (;;) {
      if (stopped() || !isRunning() || isStale()) return;
      try {
        await handler(messages);
        break;
      } catch (error) {
        this.options.note?.('messages could not be stored yet', {
          topic: batch.topic,
          partition: batch.partition,
          error: (error as Error).name,
        });
        await this.#wait(backOff, heartbeat);
        backOff = Math.min(backOff * 2, LONGEST_BACK_OFF_MS);
      }
    }
    if (stopped()) return;
    const offset = String(BigInt(batch.lastOffset()) + 1n);
    await consumer.commitOffsets([{ topic: batch.topic, partition: batch.partition, offset }]);
    await heartbeat();
  }

  /** Waits without being thought dead by the group. */
  async #wait(milliseconds: number, heartbeat: () => Promise<void>): Promise<void> {
    const end = Date.now() + milliseconds;
    while (Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(500, end - Date.now())));
      await heartbeat();
    }
  }

  async lag(): Promise<number> {
    this.#admin ??= (async () => {
      const admin = this.#kafka.admin();
      await admin.connect();
      return admin;
    })();
    try {
      const admin = await this.#admin;
      const behind = await Promise.all(
        [...this.#groups].map(([groupId, topics]) => lagOf(admin, groupId, [...topics])),
      );
      return behind.reduce((sum, one) => sum + one, 0);
    } catch (error) {
      this.#admin = undefined;
      throw error;
    }
  }

  /** Sends that failed since the bus was opened; each cost a producer. */
  get failedSends(): number {
    return this.#failedSends;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.all([...this.#consumers].map((consumer) => consumer.disconnect().catch(() => undefined)));
    await this.#producer?.then((producer) => producer.disconnect()).catch(() => undefined);
    await this.#admin?.then((admin) => admin.disconnect()).catch(() => undefined);
  }
}

/** Messages of the topics that the group has not committed yet; everything is asked for at once. */
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

function unknownTopic(error: unknown): boolean {
  const { type, cause } = error as { type?: string; cause?: unknown };
  return type === 'UNKNOWN_TOPIC_OR_PARTITION' || (cause !== undefined && cause !== error && unknownTopic(cause));
}
