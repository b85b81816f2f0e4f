import { TopicLost, type Bus, type BusHandler, type BusMessage } from '@carethread/event-sourcing';
import { busContract, until } from '@carethread/event-sourcing/testing';
import { Kafka, logLevel } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { ensureTopics, KafkaBus, topicName } from './index.js';
import { LosingProxy } from './testing/losing-proxy.js';

const url = process.env['CARETHREAD_TEST_KAFKA'] ?? '';
/** Further listeners of the same broker, as the engine knows them; the suite needs them to be named. */
const also = JSON.parse(process.env['CARETHREAD_TEST_KAFKA_ALSO'] ?? '{}') as Record<string, string>;
const fresh = (): string => `t${randomUUID().slice(0, 8)}`;
const message = (key: string, value: string): BusMessage => ({ key, value, headers: { ce_id: `${key}/${value}` } });

/** Makes topics as they are named: the contract invents names. */
class WithTopics implements Bus {
  readonly #made = new Set<string>();
  constructor(
    readonly inner: Bus,
    readonly namespace: string,
  ) {}
  async #make(topics: string | readonly string[]): Promise<void> {
    const missing = [topics].flat().filter((topic) => !this.#made.has(topic));
    if (missing.length > 0) await ensureTopics(url, this.namespace, missing, { partitions: 3 });
    for (const topic of missing) this.#made.add(topic);
  }
  async publish(topic: string, messages: readonly BusMessage[]): Promise<void> {
    if (!this.#made.has(topic)) await this.#make(topic);
    await this.inner.publish(topic, messages);
  }
  async subscribe(
    topics: string | readonly string[],
    group: string,
    handler: BusHandler,
  ): Promise<() => Promise<void>> {
    await this.#make(topics);
    return this.inner.subscribe(topics, group, handler);
  }
  lag(): Promise<number> {
    return this.inner.lag();
  }
  highWatermark(topic: string): string {
    return this.inner.highWatermark(topic);
  }
  retains(topic: string, end: string): Promise<boolean> {
    return this.inner.retains(topic, end);
  }
  msSinceCaughtUp(): number {
    return this.inner.msSinceCaughtUp();
  }
  close(): Promise<void> {
    return this.inner.close();
  }
}

busContract('Kafka', async () => {
  const namespace = fresh();
  return new WithTopics(await KafkaBus.open({ url, namespace }), namespace);
});

/** What is on a topic, read by a consumer of its own. */
async function stored(namespace: string, topic: string, count: number): Promise<readonly string[]> {
  const got: string[] = [];
  const bus = await KafkaBus.open({ url, namespace });
  await bus.subscribe(topic, `reader-${randomUUID()}`, (messages) =>
    Promise.resolve(void got.push(...messages.map(({ value }) => value))),
  );
  await until('everything was read', () => got.length >= count, 30_000);
  await until('nothing more comes', () => true);
  await bus.close();
  return got;
}

describe('the bus on Kafka', () => {
  it('carries headers as they are, and the rest of a key’s messages, in order, to a consumer that joins the group later', async () => {
    const namespace = fresh();
    await ensureTopics(url, namespace, ['a'], { partitions: 6 });
    const [one, two] = [await KafkaBus.open({ url, namespace }), await KafkaBus.open({ url, namespace })];
    const got: string[] = [];
    const take: BusHandler = (messages) =>
      Promise.resolve(void got.push(...messages.map(({ key, value }) => `${key} ${value}`)));
    await one.subscribe('a', 'g', take);
    const keys = Array.from({ length: 12 }, () => randomUUID());
    const send = async (from: number): Promise<void> => {
      for (let turn = from; turn < from + 10; turn += 1)
        await one.publish(
          'a',
          keys.map((key) => message(key, String(turn).padStart(3, '0'))),
        );
    };
    await send(0);
    await two.subscribe('a', 'g', take);
    await send(10);
    await until('all are there', () => new Set(got).size === 240, 30_000);
    for (const key of keys) {
      const first = [...new Set(got.filter((one) => one.startsWith(key)))];
      expect(first).toEqual([...first].sort());
    }
    await until('nothing is owed', () => true);
    await one.close();
    await two.close();
  });

  it('knows how far behind its groups are', async () => {
    const namespace = fresh();
    await ensureTopics(url, namespace, ['a']);
    const bus = await KafkaBus.open({ url, namespace });
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    await bus.subscribe('a', 'g', () => gate);
    await bus.publish('a', [message('k', '1'), message('k', '2')]);
    expect(await bus.lag()).toBe(2);
    open();
    const end = Date.now() + 20_000;
    while ((await bus.lag()) > 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await bus.lag()).toBe(0);
    await bus.close();
  });

  it('refuses a topic that is not there, and names the command that makes it', async () => {
    const bus = await KafkaBus.open({ url, namespace: fresh() });
    await expect(bus.publish('never-made', [message('k', '1')])).rejects.toThrow(/run `carethread topics`/);
    await bus.close();
  });

  it('makes topics once, and says what is otherwise than wished for', async () => {
    const namespace = fresh();
    expect(await ensureTopics(url, namespace, ['a'], { partitions: 2 })).toEqual([
      { topic: topicName(namespace, 'a'), made: true, differs: [] },
    ]);
    expect(await ensureTopics(url, namespace, ['a'], { partitions: 2 })).toEqual([
      { topic: topicName(namespace, 'a'), made: false, differs: [] },
    ]);
    const [report] = await ensureTopics(url, namespace, ['a'], { partitions: 3, retentionDays: 1, flushMessages: 1 });
    expect(report?.differs).toEqual([
      'partitions are 2, not 3',
      expect.stringContaining('retention.ms is'),
      expect.stringContaining('flush.messages is'),
    ]);
  });

  it('reads everything again where the offsets of a group were set back to the beginning', async () => {
    const namespace = fresh();
    await ensureTopics(url, namespace, ['a'], { partitions: 1 });
    const first = await KafkaBus.open({ url, namespace });
    const got: string[] = [];
    const take: BusHandler = (messages) => Promise.resolve(void got.push(...messages.map(({ value }) => value)));
    await first.subscribe('a', 'g', take);
    await first.publish('a', [message('k', '1'), message('k', '2')]);
    await until('both are there', () => got.length === 2, 30_000);
    await first.close();
    const admin = new Kafka({ brokers: [new URL(url).host], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.resetOffsets({ groupId: `${namespace}.g`, topic: topicName(namespace, 'a'), earliest: true });
    await admin.disconnect();
    const second = await KafkaBus.open({ url, namespace });
    await second.subscribe('a', 'g', take);
    await until('both are there again', () => got.length === 4, 30_000);
    expect(got).toEqual(['1', '2', '1', '2']);
    await second.close();
  });

  it('finds out that a topic holds less than it had acknowledged, and listens to the new one without anybody’s hand', async () => {
    const namespace = fresh();
    await ensureTopics(url, namespace, ['a'], { partitions: 1 });
    const proxy = await LosingProxy.start(also['proxied'] ?? '', also['behindProxy'] ?? '');
    const speaker = await KafkaBus.open({ url: also['proxied'] ?? '', namespace });
    const listener = await KafkaBus.open({ url, namespace });
    const got: string[] = [];
    await listener.subscribe('a', 'g', (messages) =>
      Promise.resolve(void got.push(...messages.map(({ value }) => value))),
    );
    await speaker.publish('a', [message('k', '1')]);
    await speaker.publish('a', [message('k', '2')]);
    const end = speaker.highWatermark('a');
    expect(await speaker.retains('a', end)).toBe(true);
    await until('both are heard', () => got.length === 2, 30_000);

    const admin = new Kafka({ brokers: [new URL(url).host], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [topicName(namespace, 'a')] });
    const gone = async (): Promise<boolean> => !(await admin.listTopics()).includes(topicName(namespace, 'a'));
    const deadline = Date.now() + 30_000;
    while (!(await gone()) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
    await admin.disconnect();
    await ensureTopics(url, namespace, ['a'], { partitions: 1 });
    proxy.lose(1); // the connection ends, as it does when a broker goes
    await speaker.publish('a', [message('k', '3')]).catch(() => undefined);
    proxy.lose(0);
    expect(await speaker.retains('a', end)).toBe(false);
    await expect(speaker.publish('a', [message('k', '4')])).rejects.toThrow(TopicLost);
    for (const value of ['1', '2', '3', '4']) await speaker.publish('a', [message('k', value)]);
    await until('the fourth is heard', () => got.includes('4'), 60_000);
    expect(listener.msSinceCaughtUp()).toBeLessThan(60_000);
    await speaker.close();
    await listener.close();
    await proxy.stop();
  }, 180_000);

  describe('when the broker’s answers are lost', () => {
    it('loses and reorders nothing: what was not acknowledged is sent again by a fresh producer', async () => {
      const namespace = fresh();
      await ensureTopics(url, namespace, ['a'], { partitions: 1 });
      const proxy = await LosingProxy.start(also['proxied'] ?? '', also['behindProxy'] ?? '');
      const bus = await KafkaBus.open({ url: also['proxied'] ?? '', namespace });
      const sent: string[] = [];
      for (let turn = 0; turn < 30; turn += 1) {
        if (turn % 5 === 2) proxy.lose(turn % 2 === 0 ? 1 : 99);
        const batch = [message('k', `${turn}a`), message('k', `${turn}b`)];
        // As a relay does: it goes on only when the batch before was acknowledged.
        for (;;) {
          try {
            await bus.publish('a', batch);
            break;
          } catch {
            proxy.lose(0);
          }
        }
        sent.push(...batch.map(({ value }) => value));
      }
      expect(bus.failedSends).toBeGreaterThan(0);
      await bus.close();
      await proxy.stop();
      expect([...new Set(await stored(namespace, 'a', 60))]).toEqual(sent);
    });
  });

  describe('with a password', () => {
    it.each(['sasl', 'saslPlain'])('%s: the right one is let in, a wrong one is not', async (listener) => {
      const namespace = fresh();
      await ensureTopics(url, namespace, ['a']);
      const right = await KafkaBus.open({ url: also[listener] ?? '', namespace });
      await right.publish('a', [message('k', '1')]);
      await right.close();
      const wrong = await KafkaBus.open({ url: (also[listener] ?? '').replace(/:[^:@/]+@/, ':wrong@'), namespace });
      await expect(wrong.publish('a', [message('k', '2')])).rejects.toThrow(/authentication/i);
      await wrong.close();
    });
  });
});
