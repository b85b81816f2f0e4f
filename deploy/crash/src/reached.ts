import { SqliteLog } from '@carethread/log-sqlite';
import { SERVICE_NAMES } from '@carethread/service-kit';
import { join } from 'node:path';
import type { Sent } from './run.js';

const PAGE = 1_000;

/**
 * What was acknowledged and is not in the logs of a data folder, looked up there and never by sending again: ids come from the
 * command's key, so a lost command that is sent again looks as if it had never been lost.
 */
export async function lostFrom(data: string, sent: readonly Sent[]): Promise<readonly Sent[]> {
  const reached = new Map<string, number>();
  for (const service of SERVICE_NAMES) {
    const log = SqliteLog.openForReading({ file: join(data, 'logs', `${service}.db`), service });
    for (let after = 0; ;) {
      const page = await log.readAll(after, PAGE);
      for (const { event } of page) reached.set(event.stream.slice(event.stream.indexOf('-') + 1), event.revision);
      after = page.at(-1)?.position ?? after;
      if (page.length < PAGE) break;
    }
    await log.close();
  }
  return sent.filter(({ answer }) => answer !== undefined && (reached.get(answer.id) ?? 0) < answer.revision);
}
