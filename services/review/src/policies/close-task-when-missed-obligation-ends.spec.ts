import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { closeTask } from '@carethread/service-kit';
import { withOpenTasks } from '@carethread/service-kit/testing';
import type { ScheduleEvent } from '../domain/schedule/events.js';
import { closeTaskWhenMissedObligationEnds } from './close-task-when-missed-obligation-ends.js';
import { NOW } from './testing/knowing.js';

const about = { obligationId: 'B', kind: 'formalReview', planId: 'PL' };
const met = recorded<ScheduleEvent>({
  type: 'ObligationMet',
  payload: { ...about, evidenceRef: 'R', metAt: NOW, late: true },
});
const cancelled = recorded<ScheduleEvent>({ type: 'ObligationCancelled', payload: { ...about, reason: 'deceased' } });

it.each([
  [met, 'met'],
  [cancelled, 'cancelled'],
])(
  'C18: the task of what was missed closes with it, and so do those that were stored for each office',
  async (event, outcome) => {
    const missed = (obligationId: string) => ({ kind: 'obligationMissed', ref: { obligationId } });
    const others = { another: missed('C'), discussed: { kind: 'discussRefusal', ref: { obligationId: 'B' } } };
    await specifyPolicy(
      closeTaskWhenMissedObligationEnds,
      withOpenTasks({ first: missed('B'), second: missed('B'), ...others }),
    )
      .hears(event)
      .sends(closeTask('first', outcome), closeTask('second', outcome));
  },
);
