import type { EventLog } from '@carethread/event-sourcing';
import { MemoryKeyStore } from '@carethread/privacy';
import { randomUUID } from 'node:crypto';
import { NOTE, sealedEvent } from './sealed-event.js';
import { timed, type Timed } from './timing.js';

export const WRITERS = 64;

/** Writers that each seal an event, append it to a stream of their own and wait for the answer before they go on. */
export async function sealAndAppend(log: EventLog, events: number): Promise<Timed> {
  const keys = new MemoryKeyStore();
  const tenantId = randomUUID();
  const writers = await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      const personId = randomUUID();
      return { personId, key: await keys.getOrCreate(tenantId, personId, 'socialCare') };
    }),
  );
  const took = await timed(async () => {
    await Promise.all(
      writers.map(async ({ personId, key }) => {
        const stream = `assessment-${personId}`;
        for (let revision = 1; revision <= events / WRITERS; revision++) {
          const event = sealedEvent(
            {
              service: log.service,
              stream,
              revision,
              type: 'FindingRecorded',
              payload: { findingId: personId, category: 'need', domain: 'health', statement: NOTE },
              tenantId,
              personId,
              occurredAt: '2026-03-02T09:00:00.000Z',
            },
            key,
          );
          await log.append({ stream, expectedRevision: revision - 1, events: [event] });
        }
      }),
    );
  });
  await keys.close();
  return took;
}
