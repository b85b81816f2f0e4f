import { SERVICE_NAMES } from '@carethread/services';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import type { Outcome, Place, Progressing } from './verb.js';

/** The whole file in one step: a step is one read transaction, and writers are not held up by it. */
const WHOLE = 1 << 30;

/**
 * Copies what cannot be made again, beside a running platform: logs, then keys, then attachments. All logs are held at one moment
 * first, so that they fit together up to the milliseconds that the outcome names; the keys are held after them, so that every event
 * in the copy finds its key; an attachment is stored before the event that cites it. How far policies have come is held before the
 * logs: policies that saw every fact again would decide old commands by today's state. Views are not copied: they are folded again. Nor
 * is the key-encryption key, which must never lie beside what it opens.
 */
export async function backUp({
  data,
  keys,
  to,
  progress,
}: Pick<Place, 'data' | 'keys'> & Progressing & { readonly to: string }): Promise<Outcome> {
  if (existsSync(join(to, 'logs'))) throw new Error(`${to} holds a back-up already`);
  const keyFolder = keys ?? join(data, 'keys');
  const names = SERVICE_NAMES.flatMap((service) => [service, `${service}.access`]).filter((name) =>
    existsSync(join(data, 'logs', `${name}.db`)),
  );
  if (names.length === 0) throw new Error(`there is no event log in ${data}: name the data folder with --data`);
  // Before the logs: policies that stood a little further back look at a few facts again, never at what is not in the log.
  const checkpoints = SERVICE_NAMES.map((service) => ({ service, file: join(data, 'checkpoints', `${service}.db`) }))
    .filter(({ file }) => existsSync(file))
    .map(({ service, file }) => ({ name: service, db: hold(file) }));
  const began = performance.now();
  const held = names.map((name) => ({ name, db: hold(join(data, 'logs', `${name}.db`)) }));
  const spread = performance.now() - began;
  const at = new Date().toISOString();
  const heldKeys = hold(join(keyFolder, 'keys.db'));
  try {
    for (const folder of ['logs', 'keys', 'checkpoints']) mkdirSync(join(to, folder), { recursive: true, mode: 0o700 });
    for (const { name, db } of held) {
      progress(`copying ${name}`);
      await backup(db, join(to, 'logs', `${name}.db`), { rate: WHOLE });
    }
    for (const { name, db } of checkpoints) await backup(db, join(to, 'checkpoints', `${name}.db`), { rate: WHOLE });
    await backup(heldKeys, join(to, 'keys', 'keys.db'), { rate: WHOLE });
    for (const [from, file] of [
      [keyFolder, 'destroyed-keys'],
      [data, 'attachments'],
    ] as const)
      if (existsSync(join(from, file)))
        cpSync(join(from, file), join(to, file === 'attachments' ? file : join('keys', file)), { recursive: true });
  } finally {
    for (const { db } of [...checkpoints, ...held, { db: heldKeys }]) db.close();
  }
  const spreadMs = Math.ceil(spread);
  return {
    code: 0,
    result: { at, spreadMs, logs: names, to },
    lines: [
      `${names.length} logs as of ${at}, within ${spreadMs} ms of one another, with keys and attachments, in ${to}`,
      'the key-encryption key is not in it: keep that apart',
    ],
  };
}

/** A connection whose reads all see the file as it is now. */
function hold(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { readOnly: true });
  db.exec('PRAGMA busy_timeout = 5000; BEGIN');
  db.prepare('SELECT count(*) FROM sqlite_schema').get(); // a transaction begins to see with its first read
  return db;
}
