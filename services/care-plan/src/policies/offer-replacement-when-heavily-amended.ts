import { uuidV5 } from '@carethread/ledger';
import { closeTask, raiseTask, task } from '@carethread/service-kit';
import { leaderOf, policyOn } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanEvent, PlanState } from '../domain/plan/events.js';
import { amendmentsSinceCleanIssue, isHeavilyAmended } from '../domain/plan/replacement.js';

/** One offer for each clean issue, found again when it was taken up. */
const offerOf = (planId: string, cleanVersionNo: number): string => uuidV5(planId, 'replacePlan', cleanVersionNo);

/** ENG-142: a plan that has become heavily amended is offered to be replaced by a clean version. */
export const offerReplacementWhenHeavilyAmended = policyOn<PlanEvent>()({
  name: 'offer-replacement-when-heavily-amended',
  when: ['PlanVersionPublished'],
  then: async ({ data, personId, recordedAt }, look) => {
    const plan = await look.state<PlanState>(carePlan, data.planId);
    if (!isHeavilyAmended(plan, recordedAt)) return [];
    const amendments = amendmentsSinceCleanIssue(plan);
    return [
      raiseTask(offerOf(data.planId, plan.versions.length - amendments), {
        kind: 'replacePlan',
        ...(await look.office(personId, leaderOf(data.planKind), data.organisationId)),
        subject: { kind: 'plan', id: data.planId },
        ref: { planId: data.planId, amendments },
      }),
    ];
  },
});

export const closeOfferWhenPlanReplaced = policyOn<PlanEvent>()({
  name: 'close-offer-when-plan-replaced',
  when: ['PlanReplaced'],
  then: async ({ data }, look) => {
    const id = offerOf(data.planId, data.replacesVersionNo - data.amendmentsFolded);
    const { status } = await look.state(task, id);
    return status === 'open' ? [closeTask(id, 'replaced')] : [];
  },
});
