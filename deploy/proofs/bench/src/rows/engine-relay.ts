import { ensureTopics, KafkaBus } from '@carethread/bus-kafka';
import { services } from '@carethread/embedded';
import type { BusMessage, StoredEvent } from '@carethread/event-sourcing';
import { migrateLogs, PostgresLog } from '@carethread/log-postgres';
import { MemoryKeyStore } from '@carethread/privacy';
import { Checkpoints, EventDecoder, Relay, topicOf } from '@carethread/runtime';
import { MongoViewStore } from '@carethread/views-mongodb';
import kafkajs from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { engineServers, freshNamespace, inOwnDatabase } from '../engine-servers.js';
import type { Bench, Row } from '../row.js';
import { NOTE, sealedEvent } from '../sealed-event.js';
import { interleaved, median, timed, type Timed } from '../timing.js';

const SERVICE = 'care-plan';
const PEOPLE = 200;
const BATCH = 100;
const AT = '2026-03-02T09:00:00.000Z';

/** Stores versions of people's plans: each is a fact that the relay publishes, with a sealed part. */
async function fill(log: PostgresLog, keys: MemoryKeyStore, count: number): Promise<void> {
  const tenantId = randomUUID();
  const people = Array.from({ length: PEOPLE }, () => ({ personId: randomUUID(), planId: randomUUID() }));
  for (let versionNo = 1; versionNo <= count / PEOPLE; versionNo++)
    await Promise.all(
      people.map(async ({ personId, planId }) => {
        const stream = `carePlan-${planId}`;
        const event = sealedEvent(
          {
            service: SERVICE,
            stream,
            revision: versionNo,
            type: 'PlanVersionPublished',
            payload: {
              planId,
              planKind: 'provider',
              organisationId: tenantId,
              versionNo,
              proposalNo: versionNo,
              contentHash: planId,
              effectiveFrom: AT,
              cause: { kind: 'review' },
              changeSummary: NOTE,
              outcomeIds: [],
              needIds: [personId, planId],
              provision: 0,
            },
            tenantId,
            personId,
            occurredAt: AT,
          },
          await keys.getOrCreate(tenantId, personId, 'socialCare'),
        );
        await log.append({ stream, expectedRevision: versionNo - 1, events: [event] });
      }),
    );
}

/** kafkajs and nothing else: messages of the same bytes, made before the clock starts, a batch after the other. */
async function bare(url: string, topic: string, messages: readonly BusMessage[]): Promise<Timed> {
  const kafka = new kafkajs.Kafka({ brokers: [new URL(url).host], logLevel: kafkajs.logLevel.NOTHING });
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  await producer.connect();
  const took = await timed(async () => {
    for (let from = 0; from < messages.length; from += BATCH)
      await producer.send({
        topic,
        acks: -1,
        messages: messages.slice(from, from + BATCH).map((one) => ({ ...one, headers: { ...one.headers } })),
      });
  });
  await producer.disconnect();
  return took;
}

export async function relayToKafka(bench: Bench): Promise<readonly Row[]> {
  const { postgres, kafka, mongo, versions } = engineServers();
  const count = bench.pick(2_000, 6_000, 40_000);
  const definition = services.find(({ name }) => name === SERVICE);
  if (definition === undefined) throw new Error(`there is no service ${SERVICE}`);
  const namespace = freshNamespace();
  await ensureTopics(kafka, namespace, [topicOf(SERVICE), 'bare.events.v1']);
  return inOwnDatabase(postgres, async (url) => {
    const place = { url, namespace, service: SERVICE, clock: { now: () => Date.parse(AT) } };
    await migrateLogs(url, namespace, [SERVICE]);
    const keys = new MemoryKeyStore();
    const filling = await PostgresLog.open(place);
    await fill(filling, keys, count);
    await filling.close();
    // A log that has written nothing itself reads everything from the server.
    const log = await PostgresLog.open(place);
    const bus = await KafkaBus.open({ url: kafka, namespace });
    const opener = new EventDecoder(keys, definition.deciders, definition.publish);
    const begun = async (): Promise<{ relay: Relay; close: () => Promise<void> }> => {
      const store = MongoViewStore.open({ url: mongo, namespace: freshNamespace(), service: SERVICE, durable: true });
      const checkpoints = await Checkpoints.open(store);
      const relay = new Relay(SERVICE, log, opener, bus, keys, checkpoints, false);
      const close = async (): Promise<void> => {
        await relay.stop();
        await store.dropAll();
        await store.close();
      };
      return { relay, close };
    };
    const byTheRelay = async (): Promise<Timed> => {
      const { relay, close } = await begun();
      const took = await timed(async () => {
        await relay.start();
        await relay.caughtUp(count);
      });
      await close();
      return took;
    };
    const { relay, close } = await begun();
    const messages: BusMessage[] = [];
    for (let stored: readonly StoredEvent[] = await log.readAll(0, 1_000); stored.length > 0;) {
      for (const event of stored) messages.push(...(await relay.messages(await opener.open(event))));
      stored = await log.readAll(stored.at(-1)?.position ?? count, 1_000);
    }
    await close();
    const topic = `${namespace}.bare.events.v1`;
    bench.say('warming up');
    await byTheRelay();
    await bare(kafka, topic, messages);
    const { first, second } = await interleaved(
      bench.pick(2, 5),
      (round) => {
        bench.say(`round ${round + 1}`);
        return byTheRelay();
      },
      () => bare(kafka, topic, messages),
    );
    await bus.close();
    await log.close();
    const rate = (found: readonly Timed[]): number => median(found.map(({ seconds }) => messages.length / seconds));
    const cpu = (found: readonly Timed[]): number => median(found.map((one) => one.cpu / messages.length));
    const bytes = messages.reduce((sum, { value }) => sum + value.length, 0) / messages.length;
    return [
      {
        name: 'relay.kafka',
        value: rate(first),
        unit: '/s',
        floor: rate(second),
        floorName: `bare kafkajs, batches of ${BATCH}, the same bytes made before, acks of all, one batch after the other`,
        ratio: rate(first) / rate(second),
        cpu: cpu(first),
        floorCpu: cpu(second),
        note: `${messages.length} events a round, read from ${versions.postgres}, opened, sealed anew, messages of ${bytes.toFixed(0)} bytes to 6 partitions of ${versions.kafka}, checkpoint in ${versions.mongo}`,
      },
    ];
  });
}
