import { ensureTopics } from '@carethread/bus-kafka';
import { topicOf } from '@carethread/runtime';
import { SERVICE_NAMES } from '@carethread/services';
import { randomUUID } from 'node:crypto';
import { replayedMessages } from './testing/replayed-messages.js';

const url = process.env['CARETHREAD_TEST_KAFKA'] ?? '';

replayedMessages('Kafka', async () => {
  const namespace = `t${randomUUID().slice(0, 8)}`;
  await ensureTopics(url, namespace, SERVICE_NAMES.map(topicOf), {});
  return { CARETHREAD_BUS: url, CARETHREAD_NAMESPACE: namespace };
});
