import { uuidV5 } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { escalateTask, raiseTask, task, type EscalatedTo } from '@carethread/service-kit';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { caseState, coordinatorOfCase, managerOfCase, taskOf } from './tasks-of-case.js';

/** C18: what a case has missed is one task, which co-ordinator and manager of the team have: that of what was owed, where it is open. */
export const tellCoordinatorAndTeamWhenObligationMissed = policyOn<CpaCaseEvent>()({
  name: 'tell-coordinator-and-team-when-obligation-missed',
  when: ['CpaObligationMissed'],
  then: async ({ id, data: { caseId, kind, dueAt } }, look) => {
    const { obligations } = await caseState(caseId, look);
    const owed = obligations.find((one) => one.kind === kind && one.dueAt === dueAt);
    const coordinator = await coordinatorOfCase(caseId, look);
    const toManager: EscalatedTo = { ...(await managerOfCase(caseId, look)), step: 'manager' };
    if (owed !== undefined) {
      const stands = await look.state(task, taskOf(caseId, owed));
      const to: EscalatedTo = kind === 'interimCoordinator' ? { ...coordinator, step: 'coordinator' } : toManager;
      if (stands.status === 'open') return [escalateTask(taskOf(caseId, owed), to)];
    }
    return [
      raiseTask(
        uuidV5(id, 'obligationMissed'),
        {
          kind: 'obligationMissed',
          ...coordinator,
          subject: { kind: 'case', id: caseId },
          since: dueAt,
          dueAt,
          ref: { caseId, obligationKind: kind },
        },
        toManager,
      ),
    ];
  },
});
