import { addressOf, ensureTopics, Kafka, KafkaBus, logLevel, topicName } from '@carethread/bus-kafka';
import { startEmbedded } from '@carethread/embedded';
import { callers, organisation, type Caller } from '@carethread/embedded/testing';
import { canonicalJson, member, requireList, requireText } from '@carethread/ledger';
import { providerTopicOf, topicOf } from '@carethread/runtime';
import { readSettings, type Platform } from '@carethread/service-kit';
import { SERVICE_NAMES } from '@carethread/services';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { providerTopic } from './provider-topic.js';

const url = process.env['CARETHREAD_TEST_KAFKA'] ?? '';
/** Further listeners of the same broker, and users of two providers. */
const also = (name: string): string => requireText(JSON.parse(process.env['CARETHREAD_TEST_KAFKA_ALSO'] ?? '{}'), name);
const providerIn = (address: string): string => /provider-([0-9a-f-]{36})/.exec(address)?.[1] ?? '';
const fresh = (): string => `t${randomUUID().slice(0, 8)}`;
const connected = (address: string): Kafka =>
  new Kafka({ ...addressOf(address), logLevel: logLevel.NOTHING, retry: { retries: 1, initialRetryTime: 50 } });

interface Read {
  readonly key: string;
  readonly value: string;
}

/** What a consumer gets of a topic, within a time; rejects where the broker refuses it. */
async function read(address: string, topic: string, groupId: string, count: number): Promise<readonly Read[]> {
  const consumer = connected(address).consumer({
    groupId,
    retry: { retries: 8, initialRetryTime: 100 },
    maxWaitTimeInMs: 200,
  });
  const got: Read[] = [];
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    let fails = (_: Error): void => undefined;
    const failed = new Promise<never>((_, reject) => (fails = reject));
    failed.catch(() => undefined);
    // A coordinator that still loads is tried again by the consumer itself; what it gives up on is the broker's answer.
    consumer.on('consumer.crash', ({ payload: { error, restart } }) => (restart ? undefined : fails(error)));
    await consumer.run({
      eachMessage: ({ message: { key, value } }) =>
        Promise.resolve(void got.push({ key: String(key), value: String(value) })),
    });
    const until = Date.now() + 30_000;
    while (got.length < count && Date.now() < until)
      await Promise.race([failed, new Promise((resolve) => setTimeout(resolve, 50))]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return got;
  } finally {
    await consumer.disconnect();
  }
}

describe('the topic of a provider', () => {
  it('PLAT-12: is made with its settings, for its provider’s user to read under its own groups, and for nobody else', async () => {
    const namespace = fresh();
    const environment = { CARETHREAD_BUS: url, CARETHREAD_NAMESPACE: namespace };
    const [ours, theirs] = [also('provider'), also('otherProvider')];
    const made = await providerTopic(environment, providerIn(ours), {});
    const topic = topicName(namespace, providerTopicOf(providerIn(ours)));
    expect(made).toMatchObject({ code: 0, result: { topic, made: true, differs: [], restricted: true } });
    expect(await providerTopic(environment, providerIn(ours), {})).toMatchObject({ code: 0, result: { made: false } });
    await providerTopic(environment, providerIn(theirs), {});
    await ensureTopics(url, namespace, [topicOf('care-plan')], {});

    const admin = connected(url).admin();
    await admin.connect();
    const { topics: found } = await admin.fetchTopicMetadata({ topics: [topic] });
    expect(found[0]?.partitions).toHaveLength(3);
    await admin.disconnect();

    const bus = await KafkaBus.open({ url, namespace });
    await bus.publish(providerTopicOf(providerIn(ours)), [{ key: 'S', value: '{}', headers: {} }]);
    await bus.close();
    const group = `provider-${providerIn(ours)}`;
    expect(await read(ours, topic, group, 1)).toEqual([{ key: 'S', value: '{}' }]);
    expect(await read(ours, topic, `${group}.second`, 1)).toHaveLength(1);
    for (const [who, what, as] of [
      [theirs, topic, `provider-${providerIn(theirs)}`],
      [ours, topicName(namespace, topicOf('care-plan')), group],
      [ours, topic, 'another-group'],
    ] as const)
      await expect(read(who, what, as, 1)).rejects.toThrow(/not authorized|group coordinator/i);
    const producer = connected(ours).producer();
    await producer.connect();
    await expect(producer.send({ topic, messages: [{ value: 'forged' }] })).rejects.toThrow(/not authorized/i);
    await producer.disconnect();
  }, 120_000);

  it('is refused beyond as many as the settings allow, and where there is no broker', async () => {
    const environment = { CARETHREAD_BUS: url, CARETHREAD_NAMESPACE: fresh(), CARETHREAD_PROVIDER_TOPICS: '1' };
    const first = randomUUID();
    await providerTopic(environment, first, {});
    await expect(providerTopic(environment, randomUUID(), {})).rejects.toThrow(/CARETHREAD_PROVIDER_TOPICS allows 1/);
    expect(await providerTopic(environment, first, {})).toMatchObject({ result: { made: false } });
    await expect(providerTopic({}, first, {})).rejects.toThrow(/on Kafka only/);
  }, 60_000);
});

describe('a provider’s notices on its topic', () => {
  const namespace = fresh();
  let data: string;
  let platform: Platform;
  let manager: Caller;
  let providerId: string;
  let topic: string;
  const sequences = (messages: readonly Read[]): readonly number[] =>
    messages.map(({ value }) => Number(requireText(JSON.parse(value), 'sequence'))).sort((a, b) => a - b);
  const readAll = (count: number): Promise<readonly Read[]> => read(url, topic, `reader-${randomUUID()}`, count);
  let serve: () => Promise<{ readonly subscription: string; readonly episode: string }>;
  let idle: () => Promise<unknown>;

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'carethread-topic-'));
    await ensureTopics(url, namespace, SERVICE_NAMES.map(topicOf), { partitions: 1 });
    platform = await startEmbedded(
      readSettings({
        CARETHREAD_PORT: '0',
        CARETHREAD_MODE: 'test',
        CARETHREAD_DATA: data,
        CARETHREAD_BUS: url,
        CARETHREAD_NAMESPACE: namespace,
        CARETHREAD_PUBLIC_URL: 'https://record.example',
      }),
    );
    const at = await platform.listen();
    const who = await callers(at);
    const provider = await organisation(who, 'provider');
    providerId = provider.id;
    topic = topicName(namespace, providerTopicOf(providerId));
    manager = await provider.caller(['SM', 'RM']);
    idle = () => fetch(`${at}/test/idle?within=30000`);
    serve = async () => {
      const { id: personId } = await who.person();
      await idle();
      const episode = { personId, serviceId: provider.serviceId, setting: 'careAtHome' };
      const begun = await manager.json('POST', '/care-plan/episodes', episode);
      await idle();
      const subscribed = await manager.json('POST', '/care-plan/subscriptions', { personId });
      if (begun.status !== 201 || subscribed.status !== 201) throw new Error('nobody is served');
      return { subscription: String(subscribed.body.id), episode: String(begun.body.id) };
    };
  }, 120_000);
  afterAll(async () => {
    await platform.stop();
    rmSync(data, { recursive: true, force: true });
  });

  it('PLAT-13: stand there in order, keyed by subscription, once the topic is made, and again where it was lost', async () => {
    // What was before the endpoint is in the feed alone.
    await serve();
    const registered = await manager.json('POST', '/care-plan/endpoints', { kind: 'kafka' });
    expect([registered.status, registered.body.state]).toEqual([201, 'active']);
    const subscriptions = [(await serve()).subscription, (await serve()).subscription];
    await providerTopic({ CARETHREAD_BUS: url, CARETHREAD_NAMESPACE: namespace }, providerId, {});
    const messages = await readAll(2);
    expect(sequences(messages)).toEqual([2, 3]);
    expect(messages.map(({ key }) => key).sort()).toEqual([...subscriptions].sort());
    const notices = messages.map(({ value }) => JSON.parse(value) as unknown);
    for (const [at, { key }] of messages.entries()) {
      expect(notices[at]).toMatchObject({
        source: 'https://record.example/care-plan',
        specversion: '1.0',
        subject: `subscriptions/${key}`,
        type: 'care-plan.subscription-started.v1',
      });
      expect(member(notices[at], 'personId')).toBeUndefined();
    }

    const feed = await manager.send('GET', '/care-plan/notices');
    const ofFeed = requireList(feed.body, 'items').map((item) => canonicalJson(member(item, 'event')));
    expect([...messages].map(({ value }) => value).sort()).toEqual(ofFeed.slice(1).sort());

    const admin = connected(url).admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [topic] });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await admin.disconnect();
    const { subscription: more } = await serve();
    await providerTopic({ CARETHREAD_BUS: url, CARETHREAD_NAMESPACE: namespace }, providerId, {});
    const again = await readAll(3);
    expect(new Set(sequences(again))).toEqual(new Set([2, 3, 4]));
    expect(again.find(({ value }) => value.includes('0000000000000004'))?.key).toBe(more);
    expect(again.find(({ value }) => value === messages[0]?.value)).toBeDefined();
  }, 180_000);

  it('PLAT-12: a paused endpoint gets nothing until it is resumed, and then nothing of whom it no longer serves', async () => {
    const { body } = await manager.send('GET', '/care-plan/endpoints');
    const path = `/care-plan/endpoints/${body.items[0].id}`;
    await manager.json('POST', `${path}/pause`, {});
    const { episode } = await serve();
    const ended = await manager.json('POST', `/care-plan/episodes/${episode}/end`, { reason: 'completed' });
    expect(ended.status).toBe(200);
    await idle();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(Math.max(...sequences(await readAll(3)))).toBe(4);
    await manager.json('POST', `${path}/resume`, {});
    const until = Date.now() + 20_000;
    while (Math.max(...sequences(await readAll(5))) < 6 && Date.now() < until);
    const typeOf = new Map(
      (await readAll(5)).map(({ value }) => {
        const notice: unknown = JSON.parse(value);
        return [Number(requireText(notice, 'sequence')), requireText(notice, 'type')];
      }),
    );
    expect([typeOf.get(5), typeOf.get(6)]).toEqual(['care-plan.notice-withheld.v1', 'care-plan.subscription-ended.v1']);
  }, 120_000);
});
