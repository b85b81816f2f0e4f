import { LogUnavailable, type EventLog, type StoredEvent } from '@carethread/event-sourcing';
import type { KeyStore } from '@carethread/privacy';
import { SqliteLog } from '@carethread/log-sqlite';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isUnchanged } from '@carethread/runtime';
import { SETTINGS, UnsafeSettings, type Settings } from '../settings/settings.js';
import { isPostgres } from '../stores.js';

/** Refuses a setting that names a file where a folder must be, or a place below a file. Throws UnsafeSettings. */
export function requireFolders(settings: Settings): void {
  const problems: string[] = [];
  for (const key of ['data', 'keys', 'heads', 'uploads'] as const) {
    const { [key]: folder } = settings;
    if (folder === undefined || (key === 'keys' && isPostgres(folder))) continue;
    const file = fileOnTheWay(folder);
    // The uploads lie in the data folder by default.
    if (
      file === undefined ||
      (key === 'uploads' && folder === join(settings.data, 'uploads') && file !== resolve(folder))
    )
      continue;
    problems.push(
      file === resolve(folder)
        ? `${SETTINGS[key].name} must name a folder, and what it names is a file`
        : `${SETTINGS[key].name} must name a folder, and lies below one that is a file`,
    );
  }
  if (problems.length > 0) throw new UnsafeSettings(problems);
}

/** The first part of a path that exists and is no folder. */
function fileOnTheWay(folder: string): string | undefined {
  for (let path = resolve(folder); ; path = dirname(path)) {
    try {
      return statSync(path).isDirectory() ? undefined : path;
    } catch {
      if (path === dirname(path)) return undefined;
    }
  }
}

/** Beside the embedded logs: the names of those that were ever made in this folder. */
const MADE = 'made.json';

/**
 * Refuses a data folder in which a log is missing that was there before: a platform that began a new one would contradict the other
 * services, and the loss would go unnoticed. A folder without the list was made by an earlier release, for `names`, or its
 * first start was cut off before anything was stored. Throws LogUnavailable.
 */
export async function requireLogs(folder: string, names: readonly string[]): Promise<void> {
  const there = (name: string): boolean => existsSync(join(folder, `${name}.db`));
  const list = join(folder, MADE);
  const before = existsSync(list)
    ? readList(list)
    : (await Promise.all(names.filter(there).map((name) => holdsEvents(folder, name)))).includes(true)
      ? names
      : [];
  const missing = before.filter((name) => !there(name));
  if (missing.length > 0)
    throw new LogUnavailable(
      `the event log ${missing.join(', ')} is missing in ${folder}, where other logs are: restore it from a backup, then run \`verify\``,
    );
}

async function holdsEvents(folder: string, name: string): Promise<boolean> {
  const log = SqliteLog.openForReading({ file: join(folder, `${name}.db`), service: name.replace(/\.access$/, '') });
  try {
    return (await log.head()).position > 0;
  } finally {
    await log.close();
  }
}

/** Records that these logs have been made; called once they are open. */
export function recordLogs(folder: string, names: readonly string[]): void {
  const list = join(folder, MADE);
  const before = existsSync(list) ? readList(list) : [];
  const made = [...new Set([...before, ...names])].sort();
  if (made.length > before.length) writeFileSync(list, `${JSON.stringify(made)}\n`, { mode: 0o600 });
}

function readList(file: string): readonly string[] {
  try {
    const names: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (Array.isArray(names)) return names.filter((name): name is string => typeof name === 'string');
  } catch {
    // Reported below.
  }
  throw new LogUnavailable(`${file} cannot be read: restore it from a backup, or name each log of the folder in it`);
}

/** Events that are checked at the beginning, and at the end, of each log. */
const SAMPLE = 500;

/**
 * Refuses keys that do not fit the log: an event whose hash holds names a key that is neither present nor destroyed. One event that
 * was changed is another matter: it sets its subject aside. Throws LogUnavailable.
 */
export async function requireKeys(logs: readonly EventLog[], keys: KeyStore): Promise<void> {
  for (const log of logs) {
    const { position } = await log.head();
    const sampled: StoredEvent[] = [...(await log.readAll(0, SAMPLE))];
    if (position > SAMPLE) sampled.push(...(await log.readAll(Math.max(SAMPLE, position - SAMPLE), SAMPLE)));
    const named = new Map(
      sampled.flatMap((stored) => {
        const { keyId } = stored.event;
        return keyId === null || stored.damaged === true ? [] : [[keyId, stored] as const];
      }),
    );
    for (const [keyId, stored] of named)
      if ((keys.peek(keyId) ?? (await keys.find(keyId))) === undefined && isUnchanged(stored))
        throw new LogUnavailable(
          `the keys do not fit the event log of ${log.service}: event ${stored.position} names a key that is neither present nor destroyed; restore the keys of the same backup`,
        );
  }
}
