import { idInStream } from '@carethread/event-sourcing';
import { localDate } from '@carethread/calendar';
import { uuidV5 } from '@carethread/ledger';
import { closeTask, raiseTask, task } from '@carethread/service-kit';
import { leaderOf } from '@carethread/access';
import { policyOn, type PolicyCommand } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanEvent } from '../domain/plan/events.js';
import type { PlanState } from '../domain/plan/state.js';
import { waitedFor, waiting, type Waiting } from '../domain/plan/outstanding.js';

const KIND = 'changeWaiting';
const taskOf = ({ id, times }: Pick<Waiting, 'id' | 'times'>): string => uuidV5(id, `${KIND}.${times}`);

/** R10: what cannot be proposed yet, since another version comes first, is a task for the plan's lead, until it is. */
export const raiseTaskWhenChangeWaits = policyOn<PlanEvent>()({
  name: 'raise-task-when-change-waits',
  when: [
    'AgreedChangesPostponed',
    'PlanVersionProposed',
    'PlanVersionPublished',
    'ProposalReturned',
    'AmendmentIncomplete',
  ],
  then: async ({ personId, meta: { stream } }, reader) => {
    const planId = idInStream(carePlan, stream);
    const state = await reader.state<PlanState>(carePlan, planId);
    const { opened } = state;
    const commands: PolicyCommand[] = [];
    for (const one of waitedFor(state)) {
      const taskId = taskOf(one);
      const { status } = await reader.state(task, taskId);
      if (status === 'open') commands.push(closeTask(taskId, 'waitsNoLonger'));
    }
    for (const one of waiting(state))
      commands.push(
        raiseTask(taskOf(one), {
          kind: KIND,
          ...(await reader.office(personId, leaderOf(opened?.planKind), opened?.organisationId)),
          subject: { kind: 'plan', id: planId },
          ref: { planId, items: one.items.join(', '), effectiveFrom: localDate(one.effectiveFrom) },
        }),
      );
    return commands;
  },
});
