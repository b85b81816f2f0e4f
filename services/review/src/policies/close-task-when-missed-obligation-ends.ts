import { policyOn } from '@carethread/runtime';
import { closeTask, tasksOf } from '@carethread/service-kit';
import type { ScheduleEvent } from '../domain/schedule/events.js';

const OUTCOMES = { ObligationMet: 'met', ObligationCancelled: 'cancelled' } as const;

/** What was missed and is met late, or is owed no more, is nobody's task any longer; streams stored before have one for each office. */
export const closeTaskWhenMissedObligationEnds = policyOn<ScheduleEvent>()({
  name: 'close-task-when-missed-obligation-ends',
  when: ['ObligationMet', 'ObligationCancelled'],
  then: async ({ personId, type, data: { obligationId } }, look) => {
    const theirs = await tasksOf(
      personId,
      look,
      ({ kind, ref }) => kind === 'obligationMissed' && ref['obligationId'] === obligationId,
    );
    return theirs.map(({ id }) => closeTask(id, OUTCOMES[type]));
  },
});
