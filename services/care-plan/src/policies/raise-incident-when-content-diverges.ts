import { policyOn } from '@carethread/runtime';
import { answersFor } from '@carethread/access';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanEvent } from '../domain/plan/events.js';
import type { PlanState } from '../domain/plan/state.js';
import { raisePrompt } from './prompts.js';

/** PLAT-02: a rebuilt version that reads otherwise than was agreed is an incident for those who answer for the plan. */
export const raiseIncidentWhenContentDiverges = policyOn<PlanEvent>()({
  name: 'raise-incident-when-content-diverges',
  when: ['PlanContentDiverged'],
  then: async ({ id, personId, data: { planId, versionNo, issueNo } }, reader) => {
    const { opened } = await reader.state<PlanState>(carePlan, planId);
    return [
      raisePrompt(
        id,
        'CONTENT_DIVERGED',
        {
          ...(await reader.office(personId, answersFor(opened?.planKind), opened?.organisationId)),
          subject: { kind: 'plan', id: planId },
        },
        { planId, versionNo, issueNo },
      ),
    ];
  },
});
