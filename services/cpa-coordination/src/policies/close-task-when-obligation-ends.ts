import { closeTask } from '@carethread/service-kit';
import { policyOn } from '@carethread/runtime';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { caseState, taskOf } from './tasks-of-case.js';

export const closeTaskWhenObligationEnds = policyOn<CpaCaseEvent>()({
  name: 'close-task-when-obligation-ends',
  when: ['CareCoordinatorReallocated', 'CpaLevelDecided', 'CpaRegionChanged', 'CpaCaseClosed'],
  then: async ({ data: { caseId } }, look) =>
    (await caseState(caseId, look)).obligations
      .filter(({ status }) => status === 'met' || status === 'metLate' || status === 'cancelled')
      .map((one) => closeTask(taskOf(caseId, one), one.status)),
});
