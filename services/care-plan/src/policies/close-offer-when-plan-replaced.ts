import { policyOn } from '@carethread/runtime';
import { task, closeTask } from '@carethread/service-kit';
import type { PlanEvent } from '../domain/plan/events.js';
import { offerOf } from './replacement-offer.js';

export const closeOfferWhenPlanReplaced = policyOn<PlanEvent>()({
  name: 'close-offer-when-plan-replaced',
  when: ['PlanReplaced'],
  then: async ({ data }, reader) => {
    const id = offerOf(data.planId, data.replacesVersionNo - data.amendmentsFolded);
    const { status } = await reader.state(task, id);
    return status === 'open' ? [closeTask(id, 'replaced')] : [];
  },
});
