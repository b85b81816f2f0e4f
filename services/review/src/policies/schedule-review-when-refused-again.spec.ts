import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { schedule } from '../domain/schedule/decider.js';
import { scheduleReviewWhenRefusedAgain } from './schedule-review-when-refused-again.js';
import { knowing, MESSAGE, NOW } from './testing/knowing.js';

const refused = (subject = 'planVersion') =>
  published('consent.sign-off-refused.v1', { signOffId: 'S', subject, subjectId: 'PL', proposalNo: 2 });

it('C8: the second refusal of a proposal is reviewed, and not the first', async () => {
  await specifyPolicy(scheduleReviewWhenRefusedAgain, knowing({ refusedProposals: { PL: 1 } }))
    .hears(refused())
    .sendsNothing();
  await specifyPolicy(scheduleReviewWhenRefusedAgain, knowing({ refusedProposals: { PL: 2 } }))
    .hears(refused())
    .sends(send(schedule, 'PL', { type: 'NoteSecondRefusal', refusalId: MESSAGE, at: NOW }));
});

it('C8: what is refused and is no proposal has no review', async () => {
  await specifyPolicy(scheduleReviewWhenRefusedAgain, knowing({ refusedProposals: { PL: 2 } }))
    .hears(refused('restriction'))
    .sendsNothing();
});
