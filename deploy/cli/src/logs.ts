import type { EventLog } from '@carethread/event-sourcing';
import { SqliteLog } from '@carethread/log-sqlite';
import { SERVICE_NAMES } from '@carethread/service-kit';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface NamedLog {
  /** `assessment`, or `assessment.access` for who looked. */
  readonly name: string;
  readonly log: EventLog;
}

export function hasLogs(data: string): boolean {
  return SERVICE_NAMES.some((service) => existsSync(join(data, 'logs', `${service}.db`)));
}

/** Every log of a data folder, open for reading beside a running platform. Throws where there is none. */
export function openLogs(data: string): readonly NamedLog[] {
  const logs = SERVICE_NAMES.flatMap((service) =>
    [service, `${service}.access`].flatMap((name): readonly NamedLog[] => {
      const file = join(data, 'logs', `${name}.db`);
      return existsSync(file) ? [{ name, log: SqliteLog.openForReading({ file, service }) }] : [];
    }),
  );
  if (logs.length === 0) throw new Error(`there is no event log in ${data}: name the data folder with --data`);
  return logs;
}
