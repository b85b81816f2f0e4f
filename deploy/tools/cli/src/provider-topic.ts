import { allowReading, ensureTopics, topicName, topicsLike, type TopicSettings } from '@carethread/bus-kafka';
import { PROVIDER_TOPIC_DAYS, PROVIDER_TOPICS, providerTopicOf } from '@carethread/runtime';
import { toolSettings } from './tool-settings.js';
import type { Outcome } from './verb.js';

const PARTITIONS = 3;

/**
 * Makes the topic of a provider, and lets that provider's user of the broker read it, and no other; 1 where the topic has other settings,
 * or where the broker lets everybody read it. Nothing else makes such a topic. Throws where there is no broker, or no room.
 */
export async function providerTopic(
  environment: Readonly<Record<string, string | undefined>>,
  organisationId: string,
  wanted: TopicSettings,
): Promise<Outcome> {
  const { bus, namespace, providerTopics } = toolSettings(environment);
  if (!bus.startsWith('kafka:')) throw new Error('providers have topics on Kafka only: CARETHREAD_BUS=kafka://…');
  const topic = providerTopicOf(organisationId);
  const there = await topicsLike(bus, namespace, PROVIDER_TOPICS);
  if (!there.includes(topic) && there.length >= providerTopics)
    throw new Error(`${there.length} providers have topics, and CARETHREAD_PROVIDER_TOPICS allows ${providerTopics}`);
  const settings = { partitions: PARTITIONS, ...wanted, retentionDays: PROVIDER_TOPIC_DAYS };
  const [report] = await ensureTopics(bus, namespace, [topic], settings);
  const differs = report?.differs ?? [];
  const principal = `provider-${organisationId}`;
  const isChecked = await allowReading(bus, namespace, { principal, topic });
  const name = topicName(namespace, topic);
  return {
    code: isChecked && differs.length === 0 ? 0 : 1,
    result: { topic: name, made: report?.made === true, differs, principal, restricted: isChecked },
    lines: [
      report?.made === true
        ? `made    ${name}`
        : differs.length === 0
          ? `ok      ${name}`
          : `DIFFERS ${name}: ${differs.join('; ')}`,
      isChecked
        ? `read by User:${principal}, in groups whose names begin with ${principal}`
        : 'OPEN    the broker has no authorizer: whoever reaches it reads this topic',
    ],
  };
}
