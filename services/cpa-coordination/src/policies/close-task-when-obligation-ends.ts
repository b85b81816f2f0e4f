import { closeTask, tasksOf } from '@carethread/service-kit';
import { policyOn } from '@carethread/runtime';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { caseState, taskOf } from './tasks-of-case.js';

export const closeTaskWhenObligationEnds = policyOn<CpaCaseEvent>()({
  name: 'close-task-when-obligation-ends',
  when: ['CareCoordinatorReallocated', 'CpaLevelDecided', 'CpaRegionChanged', 'CpaCaseClosed'],
  then: async ({ personId, data: { caseId } }, look) => {
    const { obligations } = await caseState(caseId, look);
    const ended = obligations.filter(
      ({ status }) => status === 'met' || status === 'metLate' || status === 'cancelled',
    );
    const late = await tasksOf(
      personId,
      look,
      ({ kind, since, ref }) =>
        kind === 'obligationMissed' &&
        ref['caseId'] === caseId &&
        ended.some((one) => one.kind === ref['obligationKind'] && one.dueAt === since),
    );
    return [
      ...ended.map((one) => closeTask(taskOf(caseId, one), one.status)),
      // Missed when nobody had its own task any more.
      ...late.map(({ id }) => closeTask(id, 'ended')),
    ];
  },
});
