import { LogUnavailable, type AppendRequest, type EventLog } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { ClockGuard } from '../clock/clock-guard.js';

/** The same log, to which nothing is added while its clock is not trusted. Reading goes on. */
export function guardedLog(log: EventLog, guard: ClockGuard): EventLog {
  return present<EventLog>({
    service: log.service,
    append: (request: AppendRequest) => {
      const remedy = guard.refusal();
      return remedy === undefined ? log.append(request) : Promise.reject(new LogUnavailable(remedy, { remedy }));
    },
    readStream: (stream, range) => log.readStream(stream, range),
    readAll: (after, limit) => log.readAll(after, limit),
    isCaughtUp: (position) => log.isCaughtUp?.(position) === true,
    head: () => log.head(),
    probe: async () => log.probe?.(),
    positionAt: (instant) => log.positionAt(instant),
    placeOf: async (position) => log.placeOf?.(position),
    positionsNaming: log.positionsNaming?.bind(log),
    faults: async () => (await log.faults?.()) ?? [],
    onAppended: (wake) => log.onAppended(wake),
    close: () => log.close(),
  });
}
