import { uuidV5 } from '@carethread/ledger';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import type { ReviewEvent } from '../domain/review/events.js';
import { raiseTaskWhenServiceIsToEnd } from './raise-task-when-service-is-to-end.js';
import { knowing, MESSAGE } from './testing/knowing.js';

const agreed = (outcome: string) =>
  recorded<ReviewEvent>({
    type: 'ReviewOutcomeAgreed',
    payload: { planId: 'PL', reviewId: 'R', planVersionReviewed: 1, changes: [], outcome, endOn: '2026-06-30' },
  });

it('R36: a service that is to end is a task for the manager, to end it on that day', async () => {
  await specifyPolicy(raiseTaskWhenServiceIsToEnd, knowing())
    .hears(agreed('endService'))
    .sends(
      raiseTask(uuidV5(MESSAGE, 'endService'), {
        kind: 'endService',
        forRole: 'SM',
        organisationId: 'O',
        subject: { kind: 'plan', id: 'PL' },
        dueAt: '2026-06-30T22:59:59.999Z',
        ref: { planId: 'PL', reviewId: 'R', endOn: '2026-06-30' },
      }),
    );
});

it('R36, R38: there is none where the plan is amended, or the person has died', async () => {
  await specifyPolicy(raiseTaskWhenServiceIsToEnd, knowing()).hears(agreed('amend')).sendsNothing();
  await specifyPolicy(raiseTaskWhenServiceIsToEnd, knowing({ deceased: true }))
    .hears(agreed('endService'))
    .sendsNothing();
});
