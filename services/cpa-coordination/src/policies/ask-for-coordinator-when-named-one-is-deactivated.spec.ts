import { uuidV5 } from '@carethread/ledger';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { askForCoordinatorWhenNamedOneIsDeactivated } from './ask-for-coordinator-when-named-one-is-deactivated.js';
import { knowing, MANAGER, MESSAGE, NOW } from './testing/knowing.js';

const opened = recorded<CpaCaseEvent>({
  type: 'CpaCaseOpened',
  payload: {
    ...{ caseId: 'C', acceptedOn: '2026-03-02', teamId: 'W', teamSetting: 'community', regionCode: 'R1' },
    ...{ coordinatorId: 'CC1', user: 'pseudonym-1', level: 'undecided' },
  },
});
const reallocated = recorded<CpaCaseEvent>({
  type: 'CareCoordinatorReallocated',
  payload: {
    ...{ caseId: 'C', fromUserId: 'CC0', toUserId: 'CC1', user: 'pseudonym-1', at: NOW, interim: false },
  },
});
const ended = (pseudonym: string) => knowing({ states: { [`coordinator-${pseudonym}`]: { deactivatedAt: NOW } } });

it.each([opened, reallocated])(
  'CPA-44: a case that names an account that has ended asks the manager for another co-ordinator ($type)',
  async (named) => {
    await specifyPolicy(askForCoordinatorWhenNamedOneIsDeactivated, ended('pseudonym-1'))
      .hears(named)
      .sends(
        raiseTask(uuidV5(MESSAGE, 'coordinatorRequired'), {
          kind: 'coordinatorRequired',
          ...MANAGER,
          subject: { kind: 'case', id: 'C' },
          ref: { caseId: 'C' },
        }),
      );
  },
);

it('CPA-44: an account that is in use asks for none, whoever else’s has ended', async () => {
  await specifyPolicy(askForCoordinatorWhenNamedOneIsDeactivated, ended('pseudonym-2')).hears(opened).sendsNothing();
});
