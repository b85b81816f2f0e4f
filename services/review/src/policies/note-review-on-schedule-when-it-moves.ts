import { policyOn, send } from '@carethread/runtime';
import type { ReviewEvent } from '../domain/review/events.js';
import { schedule } from '../domain/schedule/decider.js';
import type { ScheduleCommand } from '../domain/schedule/commands.js';

export const noteReviewOnScheduleWhenItMoves = policyOn<ReviewEvent>()({
  name: 'note-review-on-schedule-when-it-moves',
  when: ['ReviewScheduled', 'KeyworkerFeedbackSubmitted', 'ReviewStarted', 'ReviewClosed', 'ReviewNotHeld'],
  then: (fact) => {
    const reviewId = fact.meta.stream.slice('review-'.length);
    const noted = (planId: string, command: ScheduleCommand) => [send(schedule, planId, command)];
    const { recordedAt: at } = fact;
    switch (fact.type) {
      case 'ReviewScheduled': {
        const { planId, reviewType } = fact.data;
        return noted(planId, { type: 'NoteReviewScheduled', reviewId, reviewType, at: fact.data.at });
      }
      case 'KeyworkerFeedbackSubmitted':
        return noted(fact.data.planId, { type: 'NoteFeedback', reviewId, at });
      case 'ReviewStarted': {
        const { planId, reviewType, wholePlan } = fact.data;
        const whole = wholePlan === undefined ? {} : { wholePlan };
        return noted(planId, { type: 'NoteReviewHeld', reviewId, reviewType, heldAt: at, ...whole });
      }
      case 'ReviewClosed': {
        const { planId, reviewType, heldAt, closedAt, outcome, wholePlan } = fact.data;
        const whole = wholePlan === undefined ? {} : { wholePlan };
        const closed = { reviewId, reviewType, heldAt, closedAt, outcome, ...whole };
        return noted(planId, { type: 'NoteReviewClosed', ...closed });
      }
      case 'ReviewNotHeld': {
        const { planId } = fact.data;
        // Not said of reviews that were not held before this was noted: nothing waits for them.
        return planId === undefined ? [] : noted(planId, { type: 'NoteReviewNotHeld', reviewId });
      }
    }
  },
});
