import { refuse } from '@carethread/contracts';
import { type Context, type Decider, heldByOpener, heldWithPlan, needsAttachment } from '@carethread/event-sourcing';
import type { ReviewFacts } from '../facts.js';
import { schedule } from '../schedule/decider.js';
import { agreeOutcome } from './agree-outcome.js';
import { acknowledgeBriefing, briefStakeholder } from './briefings.js';
import { closeReview, recordNotHeld } from './close-review.js';
import type { ReviewCommand } from './commands.js';
import type { ReviewEvent } from './events.js';
import { submitFeedback } from './feedback.js';
import { publishMinutes } from './minutes.js';
import { assessOutcome } from './outcome-progress.js';
import { inviteInvolved, inviteParticipant, recordAttendance } from './participants.js';
import { mustHaveHappened, scheduleReview } from './schedule-review.js';
import { startReview } from './start-review.js';
import { evolve, NO_REVIEW, scheduledIn, type ReviewState } from './state.js';
import { considerTopic } from './topics.js';

/** What a review that is over still takes: two commands that change nothing then, and the note taken by those who were briefed. */
const AFTER_THE_END: readonly string[] = ['CloseReview', 'InviteInvolved', 'AcknowledgeBriefing'];

/** One review of one plan, from its date to its closing (model §3.4). Held is when it was started, by the server's clock. */
export const review: Decider<ReviewState, ReviewCommand, ReviewEvent> = {
  category: 'review',
  keyClass: 'socialCare',
  // A party who was briefed takes note of it, and reads no more for it.
  holder: ({ scheduled, briefings }, opened, capability) => {
    if (scheduled === undefined) return heldByOpener(opened);
    const held = heldWithPlan(scheduled.planId);
    if (capability !== 'acknowledgeBriefing') return held;
    return [held, { kind: 'users', userIds: briefings.flatMap(({ party }) => party.id ?? []) }];
  },
  initial: NO_REVIEW,
  edits: ['ReviewScheduled', 'ReviewOutcomeAgreed'],
  evolve,
  needs: (command) =>
    command.type === 'PublishMinutes'
      ? needsAttachment(command.attachmentHash)
      : command.type === 'ScheduleReview'
        ? { streams: [{ category: schedule.category, id: command.planId }] }
        : {},
  admits: ({ type }, state, context: Context<ReviewFacts>) => {
    if (type === 'ScheduleReview') return true;
    const { planId } = scheduledIn(state);
    if ((state.state === 'closed' || state.state === 'notHeld') && !AFTER_THE_END.includes(type))
      refuse('STATE_CONFLICT', [state.state]);
    mustHaveHappened(planId, context);
    return true;
  },
  decide: {
    ScheduleReview: scheduleReview,
    InviteParticipant: inviteParticipant,
    InviteInvolved: inviteInvolved,
    SubmitFeedback: submitFeedback,
    StartReview: startReview,
    RecordAttendance: recordAttendance,
    ConsiderTopic: considerTopic,
    AssessOutcome: assessOutcome,
    AgreeOutcome: agreeOutcome,
    BriefStakeholder: briefStakeholder,
    AcknowledgeBriefing: acknowledgeBriefing,
    PublishMinutes: publishMinutes,
    CloseReview: closeReview,
    RecordNotHeld: recordNotHeld,
  },
};
