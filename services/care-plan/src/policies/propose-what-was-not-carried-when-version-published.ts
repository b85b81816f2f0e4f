import { policyOn, send } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanEvent } from '../domain/plan/events.js';

/**
 * R10: a version that takes effect before what was agreed for a later day does not hold it. When it is published, exactly those
 * changes are proposed on top of it, from their own day: the plan keeps what is still to be proposed, and of which day comes first.
 */
export const proposeWhatWasNotCarriedWhenVersionPublished = policyOn<PlanEvent>()({
  name: 'propose-what-was-not-carried-when-version-published',
  when: ['PlanVersionPublished'],
  then: ({ data: { planId } }) => [send(carePlan, planId, { type: 'ProposePostponed' })],
});
