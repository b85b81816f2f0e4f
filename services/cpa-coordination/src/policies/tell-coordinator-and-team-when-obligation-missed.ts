import { uuidV5 } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { coordinatorOfCase, managerOfCase } from './tasks-of-case.js';

export const tellCoordinatorAndTeamWhenObligationMissed = policyOn<CpaCaseEvent>()({
  name: 'tell-coordinator-and-team-when-obligation-missed',
  when: ['CpaObligationMissed'],
  then: async ({ id, data: { caseId, kind, dueAt } }, look) =>
    [await coordinatorOfCase(caseId, look), await managerOfCase(caseId, look)].map((office) =>
      raiseTask(uuidV5(id, office.forRole), {
        kind: 'obligationMissed',
        ...office,
        subject: { kind: 'case', id: caseId },
        since: dueAt,
        ref: { caseId, obligationKind: kind },
      }),
    ),
});
