import { uuidV5 } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { raiseTask, tasksOf } from '@carethread/service-kit';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { coordinatorOfCase, managerOfCase } from './tasks-of-case.js';

/** CPA-47: contact missed twice running is a task for co-ordinator and manager; the co-ordinator reconsiders the disengagement indicator. */
export const alertCoordinatorAndTeamWhenContactLapsed = policyOn<CpaCaseEvent>()({
  name: 'alert-coordinator-and-team-when-contact-lapsed',
  when: ['ContactLapsed'],
  then: async ({ id, personId, data: { caseId, failures, expectedBy } }, look) => {
    // While such a task is open, the next interval that passes adds nothing.
    const open = await tasksOf(personId, look, ({ kind, ref }) => kind === 'contactLapsed' && ref['caseId'] === caseId);
    if (open.length > 0) return [];
    const coordinator = await coordinatorOfCase(caseId, look);
    const about = { subject: { kind: 'case', id: caseId }, since: expectedBy } as const;
    return [
      ...[coordinator, await managerOfCase(caseId, look)].map((office) =>
        raiseTask(uuidV5(id, office.forRole), {
          kind: 'contactLapsed',
          ...office,
          ...about,
          ref: { caseId, failures },
        }),
      ),
      raiseTask(uuidV5(id, 'E7'), {
        kind: 'disengagementIndicator',
        ...coordinator,
        ...about,
        ref: { caseId, indicator: 'E7', failures },
      }),
    ];
  },
});
