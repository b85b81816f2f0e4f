import { idInStream } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { policyOn, send } from '@carethread/runtime';
import { review } from '../domain/review/decider.js';
import type { ReviewEvent } from '../domain/review/events.js';
import type { CommandOf, ScheduleCommand } from '../domain/schedule/commands.js';
import { schedule } from '../domain/schedule/decider.js';

export const noteReviewOnScheduleWhenItMoves = policyOn<ReviewEvent>()({
  name: 'note-review-on-schedule-when-it-moves',
  when: ['ReviewScheduled', 'KeyworkerFeedbackSubmitted', 'ReviewStarted', 'ReviewClosed', 'ReviewNotHeld'],
  then: (fact) => {
    const { recordedAt: at } = fact;
    const reviewId = idInStream(review, fact.meta.stream);
    const noted = (planId: string, command: ScheduleCommand) => [send(schedule, planId, command)];
    switch (fact.type) {
      case 'ReviewScheduled': {
        const { planId, reviewType } = fact.data;
        return noted(planId, { type: 'NoteReviewScheduled', reviewId, reviewType, at: fact.data.at });
      }
      case 'KeyworkerFeedbackSubmitted':
        return noted(fact.data.planId, { type: 'NoteFeedback', reviewId, at });
      case 'ReviewStarted': {
        const { planId, reviewType, wholePlan } = fact.data;
        const held = { type: 'NoteReviewHeld', reviewId, reviewType, heldAt: at, wholePlan } as const;
        return noted(planId, present<CommandOf<'NoteReviewHeld'>>(held));
      }
      case 'ReviewClosed': {
        const { planId, reviewType, heldAt, closedAt, outcome, wholePlan } = fact.data;
        const closed = {
          type: 'NoteReviewClosed',
          reviewId,
          reviewType,
          heldAt,
          closedAt,
          outcome,
          wholePlan,
        } as const;
        return noted(planId, present<CommandOf<'NoteReviewClosed'>>(closed));
      }
      case 'ReviewNotHeld': {
        const { planId } = fact.data;
        // Reviews that were not held before this was noted name no plan: nothing waits for them.
        return planId === undefined ? [] : noted(planId, { type: 'NoteReviewNotHeld', reviewId });
      }
    }
  },
});
