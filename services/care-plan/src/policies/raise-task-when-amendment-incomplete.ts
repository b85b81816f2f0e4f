import { uuidV5 } from '@carethread/ledger';
import { leaderOf } from '@carethread/access';
import { policyOn } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import type { PlanEvent } from '../domain/plan/events.js';

/** R4: what was agreed and cannot be proposed is a task for the plan's lead, with the code that says why. */
export const raiseTaskWhenAmendmentIncomplete = policyOn<PlanEvent>()({
  name: 'raise-task-when-amendment-incomplete',
  when: ['AmendmentIncomplete'],
  then: async ({ id, personId, data: { planId, planKind, organisationId, code } }, reader) => [
    raiseTask(uuidV5(id, 'amendmentIncomplete'), {
      kind: 'amendmentIncomplete',
      ...(await reader.office(personId, leaderOf(planKind), organisationId)),
      subject: { kind: 'plan', id: planId },
      ref: { planId, code },
    }),
  ],
});
