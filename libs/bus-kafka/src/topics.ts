import { presentItems } from '@carethread/ledger';
import type { Admin } from 'kafkajs';
import { addressOf } from './address.js';
import { ConfigResourceTypes, Kafka, logLevel } from './kafka.js';

export interface TopicSettings {
  /** Default 6: as many copies of a service may share the work. */
  readonly partitions?: number;
  /** Default 1; 3 where there are three brokers. */
  readonly replicas?: number;
  /** How long a message stays, in days; default 14. The logs are the truth: what is gone here can be published again. */
  readonly retentionDays?: number;
  readonly minInSyncReplicas?: number;
  /** Messages after which the broker syncs its disk; undefined leaves that to the operating system. */
  readonly flushMessages?: number;
}

export interface TopicReport {
  readonly topic: string;
  readonly made: boolean;
  /** What differs from the settings; nothing of an existing topic is changed. */
  readonly differs: readonly string[];
}

/** The name of a topic on the broker: several platforms may share one. */
export function topicName(namespace: string, topic: string): string {
  return `${namespace}.${topic}`;
}

/** Makes the topics that are missing, and reports what differs from the settings in those that exist. */
export async function ensureTopics(
  url: string,
  namespace: string,
  topics: readonly string[],
  settings: TopicSettings = {},
): Promise<readonly TopicReport[]> {
  const { partitions = 6, replicas = 1, retentionDays = 14, minInSyncReplicas = 1, flushMessages } = settings;
  const configEntries = presentItems(
    { name: 'retention.ms', value: String(retentionDays * 86_400_000) },
    { name: 'min.insync.replicas', value: String(minInSyncReplicas) },
    { name: 'cleanup.policy', value: 'delete' },
    flushMessages === undefined ? undefined : { name: 'flush.messages', value: String(flushMessages) },
  );
  // For a moment a broker answers that it does not know a topic which it has just made.
  const admin = new Kafka({
    ...addressOf(url),
    clientId: 'carethread-topics',
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 20 },
  }).admin();
  await admin.connect();
  try {
    const there = new Set(await admin.listTopics());
    const reports: TopicReport[] = [];
    const wanted = topics.map((one) => topicName(namespace, one));
    const missing = wanted.filter((topic) => !there.has(topic));
    if (missing.length > 0)
      await admin.createTopics({
        topics: missing.map((topic) => ({
          topic,
          numPartitions: partitions,
          replicationFactor: replicas,
          configEntries,
        })),
        waitForLeaders: false,
      });
    for (const topic of wanted) {
      if (!there.has(topic)) {
        await led(admin, topic, partitions);
        reports.push({ topic, made: true, differs: [] });
        continue;
      }
      const { topics: found } = await admin.fetchTopicMetadata({ topics: [topic] });
      const { resources } = await admin.describeConfigs({
        includeSynonyms: false,
        resources: [
          { type: ConfigResourceTypes.TOPIC, name: topic, configNames: configEntries.map(({ name }) => name) },
        ],
      });
      const has = new Map(resources[0]?.configEntries.map(({ configName, configValue }) => [configName, configValue]));
      const count = found[0]?.partitions.length ?? 0;
      reports.push({
        topic,
        made: false,
        differs: presentItems(
          count === partitions ? undefined : `partitions are ${count}, not ${partitions}`,
          ...configEntries
            .filter(({ name, value }) => has.get(name) !== value)
            .map(({ name, value }) => `${name} is ${has.get(name) ?? 'unset'}, not ${value}`),
        ),
      });
    }
    return reports;
  } finally {
    await admin.disconnect();
  }
}

/** A topic that was made a moment ago is not known to every broker yet, and the broker named as its leader may not lead it yet. */
const LED_WITHIN_MS = 30_000;
const ASK_MS = 100;

/** Resolves when the leader of every partition answers for it. kafkajs would give up at the first broker that does not know it yet. */
async function led(admin: Admin, topic: string, partitions: number): Promise<void> {
  const deadline = Date.now() + LED_WITHIN_MS;
  for (;;) {
    try {
      if ((await admin.fetchTopicOffsets(topic)).length === partitions) return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    if (Date.now() > deadline) throw new Error(`the topic ${topic} was made and has no leader yet`);
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  }
}
