import { NO_JURISDICTION } from '../write-side/jurisdiction.js';
import { present, uuidV5, type Instant } from '@carethread/ledger';
import { randomUUID } from 'node:crypto';
import { clockAcceptance } from '../system-streams/clock.js';
import type { ClockGuard, LastKnown } from './clock-guard.js';
import type { ServiceRuntime } from '../service-runtime.js';
import { systemActor } from '../system-actor.js';

const idOf = ({ definition }: ServiceRuntime): string => uuidV5('clock', definition.name);

/** How far each log reaches, and which clock was accepted while it stood there. */
export async function lastKnown(runtimes: readonly ServiceRuntime[]): Promise<readonly LastKnown[]> {
  const known: LastKnown[] = [];
  for (const runtime of runtimes) {
    const { recordedAt } = await runtime.log.head();
    if (recordedAt !== undefined) {
      const last = (await runtime.log.readStream(`${clockAcceptance.category}-${idOf(runtime)}`)).at(-1)?.event;
      const accepted = last?.payload?.['accepted'];
      known.push(
        present({
          recordedAt,
          accepted: last?.recordedAt === recordedAt && typeof accepted === 'string' ? accepted : undefined,
        }),
      );
    }
    const { recordedAt: readAt } = await runtime.parts.accessLog.head();
    if (readAt !== undefined) known.push({ recordedAt: readAt });
  }
  return known;
}

/** The operator accepts the clock: each service writes it down, as the first thing that may be written again. */
export async function acceptClock(guard: ClockGuard, runtimes: readonly ServiceRuntime[]): Promise<Instant> {
  const because = guard.refusal();
  if (because === undefined) return new Date(guard.now()).toISOString();
  const accepted = guard.accept();
  for (const runtime of runtimes) {
    const { recordedAt } = await runtime.log.head();
    const commandId = randomUUID();
    const command = { type: 'AcceptClock', accepted, lastRecordedAt: recordedAt ?? null, because };
    await runtime.dispatch({
      decider: clockAcceptance,
      id: idOf(runtime),
      command,
      actor: systemActor('operator'),
      tenantId: uuidV5('operator', 'tenant'),
      personId: null,
      jurisdiction: NO_JURISDICTION,
      commandId,
      correlationId: commandId,
      causationId: commandId,
    });
  }
  return accepted;
}
