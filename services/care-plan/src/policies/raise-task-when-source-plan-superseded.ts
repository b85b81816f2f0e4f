import { uuidV5 } from '@carethread/ledger';
import { leaderOf } from '@carethread/access';
import { policyOn } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanEvent } from '../domain/plan/events.js';
import type { PlanState } from '../domain/plan/state.js';

/** R16: the plan's lead reads what the council's later version says. */
export const raiseTaskWhenSourcePlanSuperseded = policyOn<PlanEvent>()({
  name: 'raise-task-when-source-plan-superseded',
  when: ['SourcePlanSuperseded'],
  then: async ({ id, personId, data: { planId, source, supersededBy } }, reader) => {
    const { opened } = await reader.state<PlanState>(carePlan, planId);
    return [
      raiseTask(uuidV5(id, 'sourcePlanSuperseded'), {
        kind: 'sourcePlanSuperseded',
        ...(await reader.office(personId, leaderOf(opened?.planKind), opened?.organisationId)),
        subject: { kind: 'plan', id: planId },
        ref: { planId, sourcePlanId: source.id, versionNo: supersededBy },
      }),
    ];
  },
});
