import { send, type ServiceRuntime } from '@carethread/runtime';
import { uuidV5 } from '@carethread/ledger';
import { raiseTask } from '@carethread/service-kit';
import { randomUUID } from 'node:crypto';
import type { Alarm } from '@carethread/webhooks';
import { endpoint } from '../domain/endpoint/decider.js';
import { officesFor } from '../policies/endpoint-offices.js';
import type { Target } from './attempt.js';

const ENDS: Readonly<Partial<Record<Alarm | 'gone', 'gone' | 'failing'>>> = { gone: 'gone', failing5d: 'failing' };

/**
 * An endpoint that is gone, or has taken nothing for five days, is switched off; the policy on that raises the tasks. One that has
 * failed for an hour or a day gets its tasks here, once for each time that it began to fail.
 */
export async function raiseAlarm(
  runtime: ServiceRuntime,
  { endpointId, tenantId, state }: Target,
  alarm: Alarm | 'gone',
  failingSince: number | undefined,
): Promise<void> {
  const reason = ENDS[alarm];
  if (reason !== undefined) {
    const by = { tenantId, commandId: randomUUID(), correlationId: randomUUID() };
    await runtime.issue('disable-endpoint', send(endpoint, endpointId, { type: 'DisableEndpoint', reason }), by);
    return;
  }
  for (const office of officesFor(state.providerId)) {
    const id = uuidV5(endpointId, alarm, String(failingSince), office.forRole);
    const prompt = { kind: 'endpointFailing', ...office, ref: { endpointId, after: alarm } } as const;
    await runtime.issue('raise-task-when-endpoint-fails', raiseTask(id, prompt), {
      tenantId,
      commandId: id,
      correlationId: id,
    });
  }
}
