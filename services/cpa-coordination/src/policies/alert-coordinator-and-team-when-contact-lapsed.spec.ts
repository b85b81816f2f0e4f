import { uuidV5 } from '@carethread/ledger';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { alertCoordinatorAndTeamWhenContactLapsed } from './alert-coordinator-and-team-when-contact-lapsed.js';
import { COORDINATOR, EARLIER, knowing, MANAGER, MESSAGE, NOW } from './testing/knowing.js';

const lapsed = recorded<CpaCaseEvent>({
  type: 'ContactLapsed',
  payload: { caseId: 'C', expectedBy: EARLIER, failures: 2, nextExpectedBy: NOW },
});
const about = { subject: { kind: 'case', id: 'C' }, since: EARLIER } as const;

it('CPA-47: contact missed twice is one task of the co-ordinator, escalated to the manager, and the indicator is the co-ordinator’s', async () => {
  await specifyPolicy(alertCoordinatorAndTeamWhenContactLapsed, knowing())
    .hears(lapsed)
    .sends(
      raiseTask(
        uuidV5(MESSAGE, 'CC'),
        { kind: 'contactLapsed', ...COORDINATOR, ...about, ref: { caseId: 'C', failures: 2 } },
        { ...MANAGER, step: 'manager' },
      ),
      raiseTask(uuidV5(MESSAGE, 'E7'), {
        kind: 'disengagementIndicator',
        ...COORDINATOR,
        ...about,
        ref: { caseId: 'C', indicator: 'E7', failures: 2 },
      }),
    );
});

it('CPA-47: while such a task is open, the next interval raises no other', async () => {
  const open = { kind: 'contactLapsed', ref: { caseId: 'C' } };
  await specifyPolicy(alertCoordinatorAndTeamWhenContactLapsed, knowing({ tasks: { A: open } }))
    .hears(lapsed)
    .sendsNothing();
});
