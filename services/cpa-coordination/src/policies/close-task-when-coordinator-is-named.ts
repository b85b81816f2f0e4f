import { closeTask, tasksOf } from '@carethread/service-kit';
import { policyOn } from '@carethread/runtime';
import { coordinator } from '../domain/coordinator/decider.js';
import { hasEnded } from '../domain/coordinator/state.js';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { holderOf } from '../domain/case/state.js';
import { caseState } from './tasks-of-case.js';

/** Once a case has a co-ordinator who can act, nobody has to name one any more. */
export const closeTaskWhenCoordinatorIsNamed = policyOn<CpaCaseEvent>()({
  name: 'close-task-when-coordinator-is-named',
  when: ['CareCoordinatorReallocated'],
  then: async ({ personId, data: { caseId, user } }, look) =>
    hasEnded(await look.state(coordinator, user), holderOf(await caseState(caseId, look)))
      ? []
      : (
          await tasksOf(personId, look, ({ kind, ref }) => kind === 'coordinatorRequired' && ref['caseId'] === caseId)
        ).map(({ id }) => closeTask(id, 'reallocated')),
});
