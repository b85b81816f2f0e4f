import { policy } from '@carethread/runtime';
import { openSignOffsVoided } from './open-sign-offs-voided.js';

/** R17: nobody is asked any longer to sign for a plan that is closed. */
export const voidSignOffsWhenPlanClosed = policy({
  name: 'void-sign-offs-when-plan-closed',
  when: ['care-plan.care-plan-closed.v1'],
  then: ({ data: { planId } }, reader) => openSignOffsVoided(planId, 'planClosed', reader),
});
