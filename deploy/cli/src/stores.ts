import type { EventLog, ImportableLog } from '@carethread/event-sourcing';
import { KurrentLog } from '@carethread/log-kurrentdb';
import { holdWriterLock, SqliteLog } from '@carethread/log-sqlite';
import { FileAttachments, type MovableAttachments } from '@carethread/privacy';
import { SERVICE_NAMES } from '@carethread/service-kit';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { NamedLog } from './logs.js';

/** `assessment`, and `assessment.access` for who looked. */
export const LOG_NAMES = SERVICE_NAMES.flatMap((service) => [service, `${service}.access`]);

const serviceOf = (name: string): string => name.replace(/\.access$/, '');
const clock = { now: (): number => Date.now() };

/** A log that nobody else writes until it is let go. */
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
  /** A log for reading beside its writer; undefined where there is none. */
  read(name: string): Promise<EventLog | undefined>;
  /** A log to be moved out of; undefined where there is none. Throws LogUnavailable while something writes it. */
  hold(name: string): Promise<HeldLog | undefined>;
  /** A log to be moved into, made where there is none. Throws LogUnavailable while something else writes it. */
  write(name: string): Promise<ImportableLog>;
}

/**
 * `sqlite:` (the data folder) or `sqlite:/folder`, `kurrentdb://…`. Throws for any other.
 * @param namespace what stands before the names of streams, as the platform's setting CARETHREAD_NAMESPACE
 */
export function openStore(url: string, data: string, namespace: string): LogStore {
  if (url.startsWith('sqlite:')) return sqliteStore(url.slice('sqlite:'.length).replace(/^\/\//, '') || data);
  if (/^(kurrentdb|esdb)(\+discover)?:\/\//.test(url)) return kurrentStore(url, namespace);
  throw new Error(`logs cannot be opened there: a store is sqlite:FOLDER or kurrentdb://…, not ${url.split(':')[0]}:`);
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

function kurrentStore(url: string, prefix: string): LogStore {
  const options = (name: string) => ({ url, prefix, name, service: serviceOf(name), clock });
  const read = async (name: string): Promise<KurrentLog | undefined> => {
    const log = await KurrentLog.openForReading(options(name));
    if ((await log.head()).position > 0) return log;
    await log.close();
    return undefined;
  };
  return {
    place: url.replace(/\/\/[^@/]*@/, '//'),
    attachments: undefined,
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

/** `file:FOLDER`. Throws for any other. */
export function openAttachments(url: string): MovableAttachments {
  if (!url.startsWith('file:'))
    throw new Error(`attachments cannot be moved there: name file:FOLDER, not ${url.split(':')[0]}:`);
  return new FileAttachments(url.slice('file:'.length).replace(/^\/\//, ''));
}

/** Every log of a store, open for reading. Throws where there is none. */
export async function readAllLogs(store: LogStore): Promise<readonly NamedLog[]> {
  const logs: NamedLog[] = [];
  for (const name of LOG_NAMES) {
    const log = await store.read(name);
    if (log !== undefined) logs.push({ name, log });
  }
  if (logs.length === 0) throw new Error(`there is no event log in ${store.place}`);
  return logs;
}
