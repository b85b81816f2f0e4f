import { member } from '@carethread/ledger';
import { addressOf } from './address.js';
import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  Kafka,
  logLevel,
  ResourcePatternTypes,
} from './kafka.js';
import { topicName } from './topics.js';

/** Who may read a topic, and under groups of which names. */
export interface TopicReader {
  /** Without its kind: `provider-…`, a user of the broker. */
  readonly principal: string;
  readonly topic: string;
}

/**
 * Lets a principal read and describe one topic, and use groups whose names begin with its own; nothing else. Doing it again changes
 * nothing. False where the broker checks nobody's access.
 */
export async function allowReading(url: string, namespace: string, reader: TopicReader): Promise<boolean> {
  const shared = {
    principal: `User:${reader.principal}`,
    host: '*',
    permissionType: AclPermissionTypes.ALLOW,
  };
  const topic = {
    ...shared,
    resourceType: AclResourceTypes.TOPIC,
    resourceName: topicName(namespace, reader.topic),
    resourcePatternType: ResourcePatternTypes.LITERAL,
  };
  const group = {
    ...shared,
    resourceType: AclResourceTypes.GROUP,
    resourceName: reader.principal,
    resourcePatternType: ResourcePatternTypes.PREFIXED,
    operation: AclOperationTypes.READ,
  };
  const acl = [
    { ...topic, operation: AclOperationTypes.READ },
    { ...topic, operation: AclOperationTypes.DESCRIBE },
    group,
  ];
  return withAdmin(url, async (admin) => {
    try {
      await admin.createAcls({ acl });
      return true;
    } catch (error) {
      if (isWithoutChecks(error)) return false;
      throw error;
    }
  });
}

/** The topics of a namespace whose names begin so, without the namespace. */
export async function topicsLike(url: string, namespace: string, beginning: string): Promise<readonly string[]> {
  const full = topicName(namespace, beginning);
  const all = await withAdmin(url, (admin) => admin.listTopics());
  return all.filter((name) => name.startsWith(full)).map((name) => name.slice(topicName(namespace, '').length));
}

async function withAdmin<Found>(
  url: string,
  ask: (admin: ReturnType<Kafka['admin']>) => Promise<Found>,
): Promise<Found> {
  const admin = new Kafka({
    ...addressOf(url),
    clientId: 'carethread-topics',
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 5 },
  }).admin();
  await admin.connect();
  try {
    return await ask(admin);
  } finally {
    await admin.disconnect();
  }
}

function isWithoutChecks(error: unknown): boolean {
  const cause = member(error, 'cause');
  return (
    member(error, 'type') === 'SECURITY_DISABLED' || (cause !== undefined && cause !== error && isWithoutChecks(cause))
  );
}
