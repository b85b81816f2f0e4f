import { holdWriterLock } from '@carethread/log-sqlite';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from './verb.js';

/** Drops every view file; the next start folds them anew from the log. Refused while the platform runs. */
export function rebuild(data: string): Promise<Outcome> {
  const logs = join(data, 'logs');
  if (!existsSync(logs)) throw new Error(`there is no event log in ${data}`);
  const held = readdirSync(logs)
    .filter((name) => name.endsWith('.db'))
    .map((name) => holdWriterLock(join(logs, name)));
  try {
    const views = join(data, 'views');
    const dropped = existsSync(views) ? readdirSync(views) : [];
    for (const name of dropped) rmSync(join(views, name), { force: true });
    const files = dropped.filter((name) => name.endsWith('.db'));
    return Promise.resolve({
      code: 0,
      result: { dropped: files },
      lines: [`${files.length} view stores dropped: they are folded anew at the next start`],
    });
  } finally {
    for (const lock of held) lock.release();
  }
}
