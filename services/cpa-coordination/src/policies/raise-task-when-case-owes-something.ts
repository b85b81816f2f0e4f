import { policyOn } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { caseState, coordinatorOfCase, managerOfCase, taskOf } from './tasks-of-case.js';

/** CPA-44, CPA-62, CPA-63: what falls due stands on a work list from the day on which it begins to run. */
export const raiseTaskWhenCaseOwesSomething = policyOn<CpaCaseEvent>()({
  name: 'raise-task-when-case-owes-something',
  when: ['CareCoordinatorAllocated', 'CareCoordinatorReallocated', 'CpaTeamChanged', 'CpaLevelReset'],
  then: async ({ data: { caseId } }, look) => {
    const offices = {
      interimCoordinator: await managerOfCase(caseId, look),
      regionLevelDecision: await coordinatorOfCase(caseId, look),
    };
    return (await caseState(caseId, look)).obligations
      .filter(({ status }) => status === 'open')
      .map((one) =>
        raiseTask(taskOf(caseId, one), {
          kind: one.kind,
          ...offices[one.kind],
          subject: { kind: 'case', id: caseId },
          since: one.trigger,
          dueAt: one.dueAt,
          ref: { caseId },
        }),
      );
  },
});
