import { closeTask, tasksOf } from '@carethread/service-kit';
import { policyOn } from '@carethread/runtime';
import type { CpaCaseEvent } from '../domain/case/events.js';

/** A CPA plan is open, or the level was decided on an assessment and a review: nothing is missing any more. */
export const closeTaskWhenEmergencyLevelHasPlan = policyOn<CpaCaseEvent>()({
  name: 'close-task-when-emergency-level-has-plan',
  when: ['CpaLevelDecided', 'care-plan.care-plan-opened.v1'],
  then: async ({ personId, type, data }, look) => {
    const settled = type === 'CpaLevelDecided' ? data.emergency !== true : data.planKind === 'cpa';
    const open = settled ? await tasksOf(personId, look, ({ kind }) => kind === 'emergencyLevelWithoutPlan') : [];
    return open.map(({ id }) => closeTask(id, type === 'CpaLevelDecided' ? 'levelDecided' : 'planOpened'));
  },
});
