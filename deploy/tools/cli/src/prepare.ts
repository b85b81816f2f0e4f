import { migrateBucket } from '@carethread/attachments-s3';
import { ensureTopics, type TopicSettings } from '@carethread/bus-kafka';
import { migrateAttachments, migrateKeys, PostgresKeyStore } from '@carethread/keys-postgres';
import { migrateLogs } from '@carethread/log-postgres';
import { isPostgres, keysAddress } from '@carethread/service-kit';
import { topicOf } from '@carethread/runtime';
import { SERVICE_NAMES } from '@carethread/services';
import { toolSettings } from './tool-settings.js';
import type { Outcome } from './verb.js';

/** Tables, triggers and rights in the stores that the settings name, as the role that owns them. Only adds; safe to run again. */
export async function migrate(environment: Readonly<Record<string, string | undefined>>): Promise<Outcome> {
  const { log, keys, attachments, namespace } = toolSettings(environment);
  const lines: string[] = [];
  if (isPostgres(log)) {
    const changed = await migrateLogs(log, namespace, SERVICE_NAMES);
    lines.push(`logs: ${changed.length === 0 ? 'nothing to do' : `${changed.length} schemas made or completed`}`);
  } else lines.push('logs: nothing to do');
  if (isPostgres(keys)) {
    await migrateKeys(keysAddress(keys).url, namespace);
    lines.push('keys: there');
  }
  if (isPostgres(attachments)) {
    await migrateAttachments(attachments, namespace);
    lines.push('attachments: there');
  }
  if (attachments.startsWith('s3:')) {
    await migrateBucket(attachments);
    lines.push('attachments: the bucket is there');
  }
  return { code: 0, result: { lines }, lines };
}

/** Makes the topics that are missing and checks those that are there; 1 where one has other settings. */
export async function topics(
  environment: Readonly<Record<string, string | undefined>>,
  wanted: TopicSettings,
): Promise<Outcome> {
  const { bus, namespace } = toolSettings(environment);
  if (!bus.startsWith('kafka:')) return { code: 0, result: { topics: [] }, lines: ['topics: the bus has none'] };
  const reports = await ensureTopics(bus, namespace, SERVICE_NAMES.map(topicOf), wanted);
  return {
    code: reports.some(({ differs }) => differs.length > 0) ? 1 : 0,
    result: { topics: reports },
    lines: reports.map(({ topic, made, differs }) =>
      made ? `made    ${topic}` : differs.length === 0 ? `ok      ${topic}` : `DIFFERS ${topic}: ${differs.join('; ')}`,
    ),
  };
}

/** What the stores and the bus need before a platform starts: `migrate` and `topics`. */
export async function prepare(
  environment: Readonly<Record<string, string | undefined>>,
  wanted: TopicSettings,
): Promise<Outcome> {
  const [made, found] = await Promise.all([migrate(environment), topics(environment, wanted)]);
  return {
    code: made.code > found.code ? made.code : found.code,
    result: { ...made.result, ...found.result },
    lines: [...made.lines, ...found.lines],
  };
}

/** Wraps every data key with the first key-encryption key of the file; no log is touched. */
export async function rotateKeys(environment: Readonly<Record<string, string | undefined>>): Promise<Outcome> {
  const { keys, namespace } = toolSettings(environment);
  if (!isPostgres(keys)) throw new Error('keys are rotated in PostgreSQL only: CARETHREAD_KEYS=postgres://…?kek=FILE');
  const store = await PostgresKeyStore.open({ ...keysAddress(keys), namespace });
  try {
    const wrapped = await store.rotate();
    return { code: 0, result: { wrapped }, lines: [`${wrapped} keys wrapped anew`] };
  } finally {
    await store.close();
  }
}
