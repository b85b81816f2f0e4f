import type { JsonObject } from '@carethread/ledger';
import { SqliteLog } from '@carethread/log-sqlite';
import { SqliteKeyStore } from '@carethread/privacy';
import { join } from 'node:path';
import { NOW } from './prepared-folders.js';
import { sealedEvent } from './sealed-event.js';

export interface FilledStream {
  readonly stream: string;
  readonly personId: string;
}

export interface Filling {
  readonly service: string;
  readonly tenantId: string;
  readonly streams: readonly FilledStream[];
  /** The log holds this many events afterwards, in all. */
  readonly until: number;
  /** The n-th event of a stream that this filling adds, from 0. */
  readonly event: (nth: number, stream: FilledStream) => { readonly type: string; readonly payload: JsonObject };
  /** Milliseconds by which the log's clock advances with every event; 0 leaves it standing. */
  readonly step?: number;
  readonly say: (message: string) => void;
}

/** Events of one stream that are appended together. */
const TOGETHER = 4;

/** Stores events straight into the log of a platform that does not run: as the write side would, without the commands. */
export async function fillLog(folder: string, filling: Filling): Promise<void> {
  const { service, tenantId, streams, until, step = 0 } = filling;
  let now = Date.parse(NOW);
  const log = SqliteLog.open({ file: join(folder, 'logs', `${service}.db`), service, clock: { now: () => now } });
  const keys = new SqliteKeyStore({ folder: join(folder, 'keys'), createKey: false });
  try {
    const revisions = new Map<string, number>();
    for (const { stream } of streams) revisions.set(stream, (await log.readStream(stream)).length);
    const added = new Map<string, number>();
    let { position } = await log.head();
    while (position < until) {
      const waiting = [];
      for (const target of streams) {
        const count = Math.min(TOGETHER, until - position);
        if (count <= 0) break;
        const { stream, personId } = target;
        const revision = revisions.get(stream) ?? 0;
        const nth = added.get(stream) ?? 0;
        const key = await keys.getOrCreate(tenantId, personId, 'socialCare');
        now += step * count;
        const events = Array.from({ length: count }, (_, index) =>
          sealedEvent(
            {
              ...filling.event(nth + index, target),
              service,
              stream,
              revision: revision + index + 1,
              tenantId,
              personId,
              occurredAt: NOW,
            },
            key,
          ),
        );
        const [head, ...tail] = events;
        if (head === undefined) break;
        const append = log.append({ stream, expectedRevision: revision, events: [head, ...tail] });
        // A clock that moves is read when the append is stamped: one at a time.
        if (step > 0) await append;
        else waiting.push(append);
        revisions.set(stream, revision + count);
        added.set(stream, nth + count);
        position += count;
        if (waiting.length >= 256) await Promise.all(waiting.splice(0));
      }
      await Promise.all(waiting);
      if (position % 100_000 < TOGETHER * streams.length) filling.say(`${position} events stored`);
    }
  } finally {
    await log.close();
    await keys.close();
  }
}
