import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { carePlan } from '../domain/plan/decider.js';
import { proposeDraftWhenPlanningMeetingClosed } from './propose-draft-when-planning-meeting-closed.js';

const closed = (reviewType: string) =>
  published('review.review-closed.v1', {
    reviewId: 'R',
    planId: 'PL',
    heldAt: '2026-03-02T09:00:00.000Z',
    closedAt: '2026-03-02T10:00:00.000Z',
    reviewType,
    outcome: 'amend',
  });

it('ENG-089: a planning meeting that closes has the draft proposed, another review has not', async () => {
  await specifyPolicy(proposeDraftWhenPlanningMeetingClosed)
    .hears(closed('planningMeeting'))
    .sends(send(carePlan, 'PL', { type: 'ProposeAfterMeeting' }));
  for (const type of ['formal', 'council', 'cpa', 'requested'])
    await specifyPolicy(proposeDraftWhenPlanningMeetingClosed).hears(closed(type)).sendsNothing();
});
