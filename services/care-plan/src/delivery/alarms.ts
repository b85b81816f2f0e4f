import { send, type PolicyCommand, type ServiceRuntime } from '@carethread/runtime';
import { uuidV5 } from '@carethread/ledger';
import { closeTask, escalateTask, raiseTask, task } from '@carethread/service-kit';
import { randomUUID } from 'node:crypto';
import type { Alarm } from '@carethread/webhooks';
import { endpoint } from '../domain/endpoint/decider.js';
import { managerOfEndpoint, TO_COUNCIL } from '../policies/endpoint-offices.js';
import type { Target } from './attempt.js';

const ENDS: Readonly<Partial<Record<Alarm | 'gone', 'gone' | 'failing'>>> = { gone: 'gone', failing5d: 'failing' };

/**
 * An endpoint that is gone, or has taken nothing for five days, is switched off; the policy on that raises its task. One that fails has
 * one task for each time that it began to: raised after an hour, escalated after a day, and done with once it is switched off.
 */
export async function raiseAlarm(
  runtime: ServiceRuntime,
  { endpointId, tenantId, state }: Target,
  alarm: Alarm | 'gone',
  failingSince: number | undefined,
): Promise<void> {
  const taskId = uuidV5(endpointId, 'endpointFailing', String(failingSince));
  const issue = (policy: string, command: PolicyCommand, commandId: string): Promise<unknown> =>
    runtime.issue(policy, command, { tenantId, commandId, correlationId: commandId });
  const reason = ENDS[alarm];
  if (reason !== undefined) {
    await issue('disable-endpoint', send(endpoint, endpointId, { type: 'DisableEndpoint', reason }), randomUUID());
    if ((await runtime.commands.load(task, taskId)).revision > 0)
      await issue('close-task-when-endpoint-disabled', closeTask(taskId, 'disabled'), uuidV5(taskId, 'disabled'));
    return;
  }
  const manager = managerOfEndpoint(state.providerId);
  const prompt = { kind: 'endpointFailing', ...manager, ref: { endpointId, after: alarm } } as const;
  await issue('raise-task-when-endpoint-fails', raiseTask(taskId, prompt, TO_COUNCIL), taskId);
  if (alarm === 'failing24h')
    await issue(
      'escalate-task-when-endpoint-fails',
      escalateTask(taskId, { ...manager, step: alarm }),
      uuidV5(taskId, alarm),
    );
}
