import { uuidV5 } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { raiseTask, tasksOf } from '@carethread/service-kit';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { coordinatorOfCase, managerOfCase } from './tasks-of-case.js';

/** CPA-47: contact missed twice running is a task for the co-ordinator, escalated to the manager; the co-ordinator reconsiders the disengagement indicator. */
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
      raiseTask(
        uuidV5(id, coordinator.forRole),
        { kind: 'contactLapsed', ...coordinator, ...about, ref: { caseId, failures } },
        { ...(await managerOfCase(caseId, look)), step: 'manager' },
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
