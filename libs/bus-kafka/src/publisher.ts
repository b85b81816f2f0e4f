import { member } from '@carethread/ledger';
import { BusUnavailable, TopicLost, type BusMessage } from '@carethread/event-sourcing';
import type { KafkaConfig, Producer } from 'kafkajs';
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { Kafka } from './kafka.js';
import { TopicMissing, unknownTopic } from './kafka-errors.js';
import type { Questions } from './questions.js';

/** Offsets after the last message that was acknowledged, by partition. */
type Ends = Map<number, bigint>;

/**
 * What this process publishes. Order per key: one idempotent producer with one request in flight, partition by key. After any failed
 * send the producer is thrown away: kafkajs would go on with a sequence number that the broker may have seen already, and have the
 * next batch acknowledged without storing it. After any lost connection the topic's high watermark is read before anything is
 * sent: a broker that came back without its disk must be sent everything again from the first message, not only the next one.
 */
export class Publisher {
  readonly #kafka: Kafka;
  readonly #ends = new Map<string, Ends>();
  /** How many connections have ended so far; by topic, how many had when it was last read. */
  #cuts = 0;
  readonly #readAt = new Map<string, number>();
  #producer: Promise<Producer> | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;
  failedSends = 0;

  constructor(
    config: KafkaConfig,
    readonly questions: Questions,
  ) {
    this.#kafka = new Kafka({ ...config, socketFactory: (wanted) => this.#socket(wanted) });
  }

  #socket({ host, port, ssl, onConnect }: Parameters<NonNullable<KafkaConfig['socketFactory']>>[0]): Socket {
    const tls = tlsOptions(ssl);
    const socket =
      tls === undefined
        ? connectPlain({ host, port }, onConnect)
        : connectTls({ host, port, servername: host, ...tls }, onConnect);
    socket.setKeepAlive(true, 60_000);
    socket.on('close', () => (this.#cuts += 1));
    return socket;
  }

  /** One after the other: they are stored in the order of the calls. */
  publish(topic: string, messages: readonly BusMessage[]): Promise<void> {
    const mine = this.#turn.then(() => this.#send(topic, messages));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #send(topic: string, messages: readonly BusMessage[]): Promise<void> {
    if (this.#closed) throw new BusUnavailable('the bus is closed');
    try {
      await this.#requireRetained(topic);
      const producer = await (this.#producer ??= this.#newProducer());
      const stored = await producer.send({
        topic,
        acks: -1,
        messages: messages.map(({ key, value, headers }) => ({ key, value, headers: { ...headers } })),
      });
      // kafkajs answers nothing at all where it knew of no partition to send to.
      if (stored.length === 0) throw new TopicMissing(topic);
      const ends = this.#ends.get(topic) ?? new Map<number, bigint>();
      for (const { partition, baseOffset } of stored) {
        const highWatermark = BigInt(baseOffset ?? '-1') + 1n;
        if (highWatermark > (ends.get(partition) ?? 0n)) ends.set(partition, highWatermark);
      }
      this.#ends.set(topic, ends);
    } catch (error) {
      this.failedSends += 1;
      this.#cuts += 1;
      const before = this.#producer;
      this.#producer = undefined;
      void before?.then((producer) => producer.disconnect()).catch(() => undefined);
      if (error instanceof BusUnavailable) throw error;
      if (unknownTopic(error)) throw new TopicMissing(topic);
      throw new BusUnavailable(`the bus did not take messages for ${topic}: ${String(member(error, 'message'))}`, {
        cause: error,
      });
    }
  }

  /** After a lost connection. Throws TopicLost where the topic no longer has what it acknowledged. */
  async #requireRetained(topic: string): Promise<void> {
    const cuts = this.#cuts;
    if (this.#readAt.get(topic) === cuts || !this.#ends.has(topic)) return;
    if (!(await this.retains(topic, this.highWatermark(topic)))) {
      this.#ends.delete(topic);
      throw new TopicLost(`the topic ${topic} holds less than it had acknowledged`);
    }
    this.#readAt.set(topic, cuts);
  }

  /** How far the topic has acknowledged messages of this process; `retains` reads it. */
  highWatermark(topic: string): string {
    const ends = this.#ends.get(topic);
    return ends === undefined ? '' : JSON.stringify([...ends].map(([partition, end]) => [partition, String(end)]));
  }

  async retains(topic: string, end: string): Promise<boolean> {
    try {
      const found = new Map(
        (await this.questions.ask((admin) => admin.fetchTopicOffsets(topic))).map(({ partition, high }) => [
          partition,
          BigInt(high),
        ]),
      );
      return (end === '' ? [] : endsIn(end)).every(([partition, wanted]) => (found.get(partition) ?? 0n) >= wanted);
    } catch (error) {
      throw unknownTopic(error)
        ? new TopicMissing(topic)
        : new BusUnavailable(`the topic ${topic} does not answer how far it reaches`, { cause: error });
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

  async close(): Promise<void> {
    this.#closed = true;
    await this.#producer?.then((producer) => producer.disconnect()).catch(() => undefined);
  }
}

/** kafkajs gives `true` or options where TLS is wanted, whatever its types say. */
function tlsOptions(wanted: ConnectionOptions | boolean | undefined): ConnectionOptions | undefined {
  if (typeof wanted === 'boolean') return wanted ? {} : undefined;
  return wanted;
}

/** What `highWatermark` made of the offsets of a topic. Throws for any other text. */
function endsIn(text: string): readonly (readonly [partition: number, end: bigint])[] {
  const pairs: unknown = JSON.parse(text);
  if (!Array.isArray(pairs)) throw new TypeError('the offsets of a topic are a list');
  return pairs.map((pair: unknown) => [Number(member(pair, '0')), BigInt(String(member(pair, '1')))] as const);
}
