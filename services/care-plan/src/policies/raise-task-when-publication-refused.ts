import { uuidV5 } from '@carethread/ledger';
import { leaderOf } from '@carethread/access';
import { policyOn } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanEvent } from '../domain/plan/events.js';
import type { PlanState } from '../domain/plan/state.js';

/** R4: what everybody signed and what then could not be published is a task for the plan's lead. */
export const raiseTaskWhenPublicationRefused = policyOn<PlanEvent>()({
  name: 'raise-task-when-publication-refused',
  when: ['PublicationRefused'],
  then: async ({ id, personId, data: { planId, proposalNo, code } }, reader) => {
    const { opened } = await reader.state<PlanState>(carePlan, planId);
    return [
      raiseTask(uuidV5(id, 'publicationRefused'), {
        kind: 'publicationRefused',
        ...(await reader.office(personId, leaderOf(opened?.planKind), opened?.organisationId)),
        subject: { kind: 'plan', id: planId },
        ref: { planId, proposalNo, code },
      }),
    ];
  },
});
