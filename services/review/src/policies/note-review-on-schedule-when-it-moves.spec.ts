import { send, type PolicyCommand } from '@carethread/runtime';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import type { ReviewEvent } from '../domain/review/events.js';
import type { ScheduleCommand } from '../domain/schedule/commands.js';
import { schedule } from '../domain/schedule/decider.js';
import { noteReviewOnScheduleWhenItMoves } from './note-review-on-schedule-when-it-moves.js';
import { EARLIER, NOW } from './testing/knowing.js';

const about = { reviewId: 'R', planId: 'PL', reviewType: 'formal' };
const noted = (command: ScheduleCommand): PolicyCommand => send(schedule, 'PL', command);
const when = (event: ReviewEvent) =>
  specifyPolicy(noteReviewOnScheduleWhenItMoves).hears(recorded(event, { stream: 'review-R' }));

it('a schedule follows each step of a review of its plan', async () => {
  await when({ type: 'ReviewScheduled', payload: { ...about, at: EARLIER, obligationIds: [] } }).sends(
    noted({ type: 'NoteReviewScheduled', reviewId: 'R', reviewType: 'formal', at: EARLIER }),
  );
  await when({
    type: 'KeyworkerFeedbackSubmitted',
    payload: { planId: 'PL', needs: 4, wishes: 4, preferences: 3 },
  }).sends(noted({ type: 'NoteFeedback', reviewId: 'R', at: NOW }));
  await when({ type: 'ReviewStarted', payload: { ...about, chair: { id: 'KW' }, early: false } }).sends(
    noted({ type: 'NoteReviewHeld', reviewId: 'R', reviewType: 'formal', heldAt: NOW }),
  );
  const closed = { heldAt: EARLIER, closedAt: NOW, outcome: 'amend' };
  await when({ type: 'ReviewClosed', payload: { ...about, ...closed } }).sends(
    noted({ type: 'NoteReviewClosed', reviewId: 'R', reviewType: 'formal', ...closed }),
  );
});

it('D10: it learns of a review of another type that goes through the whole plan', async () => {
  const whole = { ...about, reviewType: 'requested', wholePlan: true } as const;
  await when({ type: 'ReviewStarted', payload: { ...whole, chair: { id: 'KW' }, early: false } }).sends(
    noted({ type: 'NoteReviewHeld', reviewId: 'R', reviewType: 'requested', heldAt: NOW, wholePlan: true }),
  );
});

it('a review that was not held frees its schedule, unless it was stored before it named its plan', async () => {
  await when({ type: 'ReviewNotHeld', payload: { reason: 'ill', planId: 'PL' } }).sends(
    noted({ type: 'NoteReviewNotHeld', reviewId: 'R' }),
  );
  await when({ type: 'ReviewNotHeld', payload: { reason: 'ill' } }).sendsNothing();
});
