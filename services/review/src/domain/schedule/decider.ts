import { refuse } from '@carethread/contracts';
import { heldWithPlan, type Decider } from '@carethread/event-sourcing';
import { cancelObligation } from './cancelled.js';
import { firstPublished, followed, onPublication, onResuming } from './clocks.js';
import type { ScheduleCommand } from './commands.js';
import { continued, created, cycleDeadlines, met, missed, notPracticable, reopened } from './cycles.js';
import type { ScheduleEvent } from './events.js';
import { followUp, riskAssessed, riskClosed } from './follow-up.js';
import { feedbackGiven, feedbackNotNeeded, feedbackOwed } from './keyworker-feedback.js';
import { noteMonitoring, recordMonthlyCheck } from './monitoring.js';
import { oblige, secondRefusal } from './oblige.js';
import { openSchedule } from './open-schedule.js';
import { onPlan } from './plan-schedule.js';
import { reportChange, requestReview } from './review-requests.js';
import { onClosing, onHolding } from './reviews.js';
import { mustFit, mustRun, stopped } from './running.js';
import { escalated, seriousOverdueDeadline } from './serious-overdue.js';
import { evolve, NO_SCHEDULE, type ScheduleState } from './state.js';

/** What people report, record and want of a plan: refused where the care is over. */
const BY_PEOPLE: readonly string[] = [
  'RecordMonthlyCheck',
  'NoteMonitoring',
  'MarkNotPracticable',
  'RequestReview',
  'ReportChange',
];

/** What is due for one plan, by when and by which rule; kept, missed or met, and never forgotten (model §6). */
export const schedule: Decider<ScheduleState, ScheduleCommand, ScheduleEvent> = {
  category: 'reviewSchedule',
  keyClass: 'socialCare',
  holder: (_, { id }) => heldWithPlan(id),
  initial: NO_SCHEDULE,
  edits: ['ScheduleOpened'],
  evolve,
  admits: ({ type }, state, context) => {
    if (type === 'OpenSchedule') return true;
    const { planId } = state.opened ?? refuse('NOT_FOUND');
    if (BY_PEOPLE.includes(type)) {
      mustRun(planId, state, context);
      mustFit(planId, context);
    }
    return true;
  },
  decide: {
    OpenSchedule: openSchedule,
    FollowProfile: onPlan(followed),
    Oblige: onPlan(oblige),
    NotePublication: onPlan(onPublication),
    NoteReviewScheduled: onPlan(feedbackOwed),
    NoteReviewNotHeld: onPlan(feedbackNotNeeded),
    NoteFeedback: onPlan(feedbackGiven),
    NoteReviewHeld: onPlan(onHolding),
    NoteReviewClosed: onPlan(onClosing),
    RecordMonthlyCheck: onPlan(recordMonthlyCheck),
    NoteMonitoring: onPlan(noteMonitoring),
    MarkNotPracticable: onPlan(notPracticable),
    CancelObligation: onPlan(cancelObligation),
    StopSchedule: onPlan(({ because }, { planId, state, context }) => stopped(because, planId, state, context)),
    ResumeSchedule: onPlan(onResuming),
    NoteProvisionalPlan: onPlan(({ publishedAt }, plan) => firstPublished(publishedAt, plan)),
    NoteProposal: onPlan(({ at, proposalId }, plan) => met(['planUpdateAfterReview'], at, proposalId, plan)),
    NoteSecondRefusal: onPlan(secondRefusal),
    RequestReview: onPlan(requestReview),
    ReportChange: onPlan(reportChange),
    FollowUp: onPlan((command, plan) => created(followUp(command, plan.state, plan), plan, command.name)),
    NoteRiskAssessed: onPlan(riskAssessed),
    NoteRiskClosed: onPlan(riskClosed),
    MissObligation: onPlan(({ obligationId }, plan) => missed(obligationId, plan)),
    ReopenObligation: onPlan(({ obligationId }, plan) => reopened(obligationId, plan)),
    ContinueCycle: onPlan(({ kind }, plan) => continued(kind, plan)),
    EscalateSeriousOverdue: onPlan(escalated),
  },
  deadlines: (state) => [...cycleDeadlines(state), ...seriousOverdueDeadline(state)],
};
