import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { schedule } from '../domain/schedule/decider.js';
import { scheduleReviewsWhenVersionPublished } from './schedule-reviews-when-version-published.js';
import { EARLIER, MESSAGE, NOW } from './testing/knowing.js';

const version = {
  ...{ planId: 'PL', planKind: 'provider', organisationId: 'O', versionNo: 2, proposalNo: 3 },
  ...{ contentHash: 'a'.repeat(64), effectiveFrom: EARLIER, cause: { kind: 'review' } },
  ...{ outcomeIds: [], needIds: [], provision: 0, needs: 0 },
};

it('ENG-142: a version that was signed starts the clocks of its plan, and no other does', async () => {
  await specifyPolicy(scheduleReviewsWhenVersionPublished)
    .hears(published('care-plan.plan-version-published.v1', { ...version, signOffId: 'S' }))
    .sends(
      send(schedule, 'PL', {
        ...{ type: 'NotePublication', versionNo: 2, publishedAt: NOW, effectiveFrom: EARLIER, versionId: MESSAGE },
      }),
    );
  await specifyPolicy(scheduleReviewsWhenVersionPublished)
    .hears(published('care-plan.plan-version-published.v1', version))
    .sendsNothing();
});
