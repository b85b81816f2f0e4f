import { policyOn } from '@carethread/runtime';
import { leaderOf } from '@carethread/access';
import { raiseTask } from '@carethread/service-kit';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanEvent } from '../domain/plan/events.js';
import { isHeavilyAmended, amendmentsSinceCleanIssue } from '../domain/plan/replacement.js';
import type { PlanState } from '../domain/plan/state.js';
import { offerOf } from './replacement-offer.js';

/** ENG-142: a plan that has become heavily amended is offered to be replaced by a clean version. */
export const offerReplacementWhenHeavilyAmended = policyOn<PlanEvent>()({
  name: 'offer-replacement-when-heavily-amended',
  when: ['PlanVersionPublished'],
  then: async ({ data, personId, recordedAt }, reader) => {
    const plan = await reader.state<PlanState>(carePlan, data.planId);
    if (!isHeavilyAmended(plan, recordedAt)) return [];
    const amendments = amendmentsSinceCleanIssue(plan);
    return [
      raiseTask(offerOf(data.planId, plan.versions.length - amendments), {
        kind: 'replacePlan',
        ...(await reader.office(personId, leaderOf(data.planKind), data.organisationId)),
        subject: { kind: 'plan', id: data.planId },
        ref: { planId: data.planId, amendments },
      }),
    ];
  },
});
