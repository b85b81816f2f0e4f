import type { EventLog, ImportableLog } from '@carethread/event-sourcing';
import { migrateBucket, S3Attachments } from '@carethread/attachments-s3';
import { migrateAttachments, PostgresAttachments } from '@carethread/keys-postgres';
import { KurrentLog } from '@carethread/log-kurrentdb';
import { hasLog, migrateLogs, PostgresLog } from '@carethread/log-postgres';
import { holdWriterLock, SqliteLog } from '@carethread/log-sqlite';
import { FileAttachments, type MovableAttachments } from '@carethread/privacy';
import { isKurrent, isPostgres } from '@carethread/service-kit';
import { SERVICE_NAMES } from '@carethread/services';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { NamedLog } from './logs.js';

/** `assessment`, and `assessment.access` for its access log. */
export const LOG_NAMES = SERVICE_NAMES.flatMap((service) => [service, `${service}.access`]);

const serviceOf = (name: string): string => name.replace(/\.access$/, '');
const clock = { now: (): number => Date.now() };

/** A log that no other process writes until it is released. */
export interface HeldLog {
  readonly log: EventLog;
  letGo(): Promise<void>;
}

/** Where the logs of a platform lie, by URL. */
export interface LogStore {
  /** For messages: without credentials. */
  readonly place: string;
  /** Where its attachments lie, if that goes without saying. */
  readonly attachments: string | undefined;
  /** Where its keys lie, if that goes without saying. */
  readonly keys: string | undefined;
  /** Where its checkpoints lie, if that goes without saying. */
  readonly checkpoints: string | undefined;
  /** Whether a log that holds nothing yet can be told from one that is not there. */
  readonly showsEmptyLogs: boolean;
  /** A log for reading beside its writer; undefined where there is none. */
  read(name: string): Promise<EventLog | undefined>;
  /** A log to be moved out of; undefined where there is none. Throws LogUnavailable while something writes it. */
  hold(name: string): Promise<HeldLog | undefined>;
  /** A log to be moved into, made where there is none. Throws LogUnavailable while something else writes it. */
  write(name: string): Promise<ImportableLog>;
}

/**
 * `sqlite:` (the data folder) or `sqlite:/folder`, `postgres://…`, `kurrentdb://…`. Throws for any other.
 * @param namespace what stands before the names of schemas and streams, as the platform's setting CARETHREAD_NAMESPACE
 */
export function openStore(url: string, data: string, namespace: string): LogStore {
  if (url.startsWith('sqlite:')) return sqliteStore(url.slice('sqlite:'.length).replace(/^\/\//, '') || data);
  if (isKurrent(url)) return kurrentStore(url, namespace);
  if (isPostgres(url)) return postgresStore(url, namespace);
  throw new Error(
    `logs cannot be opened there: a store is sqlite:FOLDER, postgres://… or kurrentdb://…, not ${url.split(':')[0]}:`,
  );
}

function sqliteStore(folder: string): LogStore {
  const fileOf = (name: string): string => join(folder, 'logs', `${name}.db`);
  const read = (name: string): Promise<SqliteLog | undefined> =>
    Promise.resolve(
      existsSync(fileOf(name)) ? SqliteLog.openForReading({ file: fileOf(name), service: serviceOf(name) }) : undefined,
    );
  return {
    place: `sqlite:${folder}`,
    attachments: `file:${join(folder, 'attachments')}`,
    keys: join(folder, 'keys'),
    checkpoints: `sqlite:${folder}`,
    showsEmptyLogs: true,
    read,
    hold: async (name) => {
      if (!existsSync(fileOf(name))) return undefined;
      const lock = holdWriterLock(fileOf(name));
      const log = await read(name);
      return log && { log, letGo: () => log.close().finally(() => lock.release()) };
    },
    write: (name) => {
      mkdirSync(join(folder, 'logs'), { recursive: true, mode: 0o700 });
      return Promise.resolve(SqliteLog.open({ file: fileOf(name), service: serviceOf(name), clock }));
    },
  };
}

function postgresStore(url: string, namespace: string): LogStore {
  const options = (name: string) => ({
    url,
    namespace,
    service: serviceOf(name),
    access: name.endsWith('.access'),
    clock,
    connections: 2,
  });
  return {
    place: `${withoutCredentials(url)} ${namespace}`,
    attachments: url,
    keys: undefined,
    checkpoints: url,
    showsEmptyLogs: true,
    read: async (name) => ((await hasLog(options(name))) ? PostgresLog.openForReading(options(name)) : undefined),
    hold: async (name) => {
      if (!(await hasLog(options(name)))) return undefined;
      const log = await PostgresLog.open({ ...options(name), presence: 'alone' });
      return { log, letGo: () => log.close() };
    },
    write: async (name) => {
      if (!(await hasLog(options(name)))) await migrateLogs(url, namespace, [serviceOf(name)]);
      return PostgresLog.open({ ...options(name), presence: 'alone' });
    },
  };
}

const withoutCredentials = (url: string): string => url.replace(/\/\/[^@/]*@/, '//').replace(/\?.*$/, '');

function kurrentStore(url: string, prefix: string): LogStore {
  const options = (name: string) => ({ url, prefix, name, service: serviceOf(name), clock });
  const read = async (name: string): Promise<KurrentLog | undefined> => {
    const log = await KurrentLog.openForReading(options(name));
    if ((await log.head()).position > 0) return log;
    await log.close();
    return undefined;
  };
  return {
    place: `${withoutCredentials(url)} ${prefix}`,
    attachments: undefined,
    keys: undefined,
    checkpoints: undefined,
    showsEmptyLogs: false,
    read,
    hold: async (name) => {
      const there = await read(name);
      if (there === undefined) return undefined;
      await there.close();
      const log = await KurrentLog.open(options(name));
      return { log, letGo: () => log.close() };
    },
    write: (name) => KurrentLog.open(options(name)),
  };
}

/** Attachments that were opened, and are let go. */
export interface OpenAttachments {
  readonly attachments: MovableAttachments;
  close(): Promise<void>;
}

/** Where attachments go: `file:FOLDER`, `postgres://…` or `s3://…`, made where it is not there yet. Throws for any other. */
export async function makeAttachments(url: string, namespace: string): Promise<OpenAttachments> {
  if (isPostgres(url)) await migrateAttachments(url, namespace);
  if (url.startsWith('s3:')) await migrateBucket(url);
  const made = await openAttachments(url, namespace);
  if (made === undefined) throw new Error(`attachments cannot be kept in ${withoutCredentials(url)}`);
  return made;
}

/** Where attachments lie; undefined where PostgreSQL has no table of them. Throws where it is no such place. */
export async function openAttachments(url: string, namespace: string): Promise<OpenAttachments | undefined> {
  if (isPostgres(url)) {
    const attachments = new PostgresAttachments({ url, namespace });
    if (await attachments.isThere()) return { attachments, close: () => attachments.close() };
    await attachments.close();
    return undefined;
  }
  if (url.startsWith('s3:')) {
    const attachments = new S3Attachments({ url, namespace });
    return { attachments, close: () => attachments.close() };
  }
  if (!url.startsWith('file:'))
    throw new Error(
      `attachments cannot be opened there: name file:FOLDER, postgres://… or s3://…, not ${url.split(':')[0]}:`,
    );
  const attachments = new FileAttachments(url.slice('file:'.length).replace(/^\/\//, ''));
  return { attachments, close: () => Promise.resolve() };
}

/** Every log of a store, open for reading. Throws where there is none, or where one cannot be opened. */
export async function readAllLogs(store: LogStore): Promise<readonly NamedLog[]> {
  const { logs, faults } = await findLogs(store, []);
  if (faults[0] !== undefined) throw new Error(`${faults[0].log}: ${faults[0].reason}`);
  return logs;
}

/** The logs of a store that can be read, and what is wrong with the others. */
export interface FoundLogs {
  readonly logs: readonly NamedLog[];
  readonly faults: readonly { readonly log: string; readonly reason: string }[];
}

/**
 * Looks for every log in a store.
 * @param expected the logs that must be there; another one is read where it is there. Throws where there is no log at all.
 */
export async function findLogs(store: LogStore, expected: readonly string[]): Promise<FoundLogs> {
  const logs: NamedLog[] = [];
  const faults: { log: string; reason: string }[] = [];
  for (const name of LOG_NAMES)
    try {
      const log = await store.read(name);
      if (log !== undefined) logs.push({ name, log });
      else if (store.showsEmptyLogs && expected.includes(name))
        faults.push({ log: name, reason: 'the log is missing' });
    } catch (error) {
      faults.push({ log: name, reason: error instanceof Error ? error.message : String(error) });
    }
  if (logs.length === 0 && faults.every(({ reason }) => reason === 'the log is missing'))
    throw new Error(`there is no event log in ${store.place}`);
  return { logs, faults };
}
