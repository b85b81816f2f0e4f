import { uuidV5 } from '@carethread/ledger';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import { schedule } from '../domain/schedule/decider.js';
import type { ScheduleEvent } from '../domain/schedule/events.js';
import { alertWhenChecksAreNotPracticable } from './alert-when-checks-are-not-practicable.js';
import { MESSAGE } from './testing/knowing.js';

const check = (obligationId: string, status: string) => ({ obligationId, kind: 'monthlyCheck', status });
const opened = { planId: 'PL', organisationId: 'O', planKind: 'provider', jurisdiction: 'ENG', rulePacks: [] };
const after = (...statuses: readonly string[]) => ({
  states: {
    'reviewSchedule-PL': { ...schedule.initial, opened, obligations: statuses.map((one, no) => check(`c${no}`, one)) },
  },
});
const notPracticable = recorded<ScheduleEvent>({
  type: 'ObligationNotPracticable',
  payload: { obligationId: 'c2', kind: 'monthlyCheck', planId: 'PL', reason: 'away' },
});

it('ENG-107: three checks in a row that could not be held are a task for the manager', async () => {
  const three = after('notPracticable', 'notPracticable', 'notPracticable');
  await specifyPolicy(alertWhenChecksAreNotPracticable, three)
    .hears(notPracticable)
    .sends(
      raiseTask(uuidV5(MESSAGE, 'checksNotPracticable'), {
        kind: 'checksNotPracticable',
        forRole: 'SM',
        organisationId: 'O',
        subject: { kind: 'plan', id: 'PL' },
        ref: { planId: 'PL', count: 3 },
      }),
    );
});

it('ENG-107: two after one that was held are none', async () => {
  await specifyPolicy(alertWhenChecksAreNotPracticable, after('met', 'notPracticable', 'notPracticable'))
    .hears(notPracticable)
    .sendsNothing();
});
