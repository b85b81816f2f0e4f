import { uuidV5 } from '@carethread/ledger';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { tellCouncilAndPersonWhenCaseOpened } from './tell-council-and-person-when-case-opened.js';
import { MESSAGE } from './testing/knowing.js';

it('R19: a case that a trust opens by itself is a task for the council and for the person', async () => {
  const opened = {
    ...{ caseId: 'C', acceptedOn: '2026-03-02', teamId: 'W', teamSetting: 'community', regionCode: 'R1' },
    ...{ coordinatorId: 'CC1', user: 'pseudonym-1' },
  };
  await specifyPolicy(tellCouncilAndPersonWhenCaseOpened)
    .hears(recorded<CpaCaseEvent>({ type: 'CpaCaseOpened', payload: { ...opened, level: 'undecided' } }))
    .sends(
      ...['AS', 'PE'].map((forRole) =>
        raiseTask(uuidV5(MESSAGE, forRole), { kind: 'caseOpenedAlone', forRole, ref: { caseId: 'C' } }),
      ),
    );
});
