import { normalInstant, refuse } from '@carethread/contracts';
import {
  type Context,
  type Decider,
  heldByOpener,
  heldWithPlan,
  isAttached,
  needsAttachment,
} from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import { considered } from './topics.js';
import type { ReviewFacts } from '../facts.js';
import { invitees } from './invitees.js';
import { agreed } from './agree-outcome.js';
import { closed, metHere } from './close-review.js';
import { mustSaySomething } from './feedback.js';
import { mustBeTheirs } from './briefings.js';
import { isInvitedSo, mayTakePart, mustName } from './participants.js';
import { mustBeOpen, mustHaveHappened, reviewScheduled } from './schedule-review.js';
import { isPursued } from './plan-in-force.js';
import { schedule } from '../schedule/decider.js';
import { mustBeNoOther, mustBeThePerson } from '../the-person.js';
import type { Party } from '../schedule/events.js';
import type { Gathered, ReviewCommand, ReviewEvent, ReviewState, Scheduled } from './events.js';
import { achievedSince, newFor, risksTaken } from './since-last-review.js';

const NONE: ReviewState = {
  state: 'none',
  scheduled: undefined,
  participants: [],
  feedback: false,
  startedAt: undefined,
  early: false,
  attendance: [],
  topics: {},
  progress: {},
  outcome: undefined,
  briefings: [],
  minutes: false,
  closedAt: undefined,
};

/** What is taken of a review that is over: two that know what to make of it, and whoever was briefed on what it came to. */
const AFTER_THE_END: readonly string[] = ['CloseReview', 'InviteInvolved', 'AcknowledgeBriefing'];

/** One review of one plan, from its date to its closing (model §3.4). Held is when it was started, by the server's clock. */
export const review: Decider<ReviewState, ReviewCommand, ReviewEvent> = {
  category: 'review',
  keyClass: 'socialCare',
  // Whoever was briefed takes note of it, and reads no more for it.
  holder: ({ scheduled, briefings }, opened, capability) => {
    if (scheduled === undefined) return heldByOpener(opened);
    const held = heldWithPlan(scheduled.planId);
    if (capability !== 'acknowledgeBriefing') return held;
    return [held, { kind: 'users', userIds: briefings.flatMap(({ party }) => party.id ?? []) }];
  },
  initial: NONE,
  edits: ['ReviewScheduled', 'ReviewOutcomeAgreed'],
  evolve: (state, event) => {
    switch (event.type) {
      case 'ReviewScheduled':
        return { ...state, state: 'scheduled', scheduled: event.payload };
      case 'ParticipantInvited':
        return { ...state, participants: [...othersThan(event.payload.party, state), event.payload] };
      case 'KeyworkerFeedbackSubmitted':
        return { ...state, feedback: true };
      case 'ReviewStarted':
        return {
          ...state,
          state: 'inProgress',
          startedAt: event.meta.recordedAt,
          chair: event.payload.chair,
          early: event.payload.early,
          ...foundIn(event.payload),
        };
      case 'AttendanceRecorded':
        return { ...state, attendance: [...state.attendance, event.payload] };
      case 'TopicConsidered': {
        const { topic, text, notApplicableBecause, considered: ids = [], risks = [] } = event.payload;
        return {
          ...state,
          topics: { ...state.topics, [topic]: text ?? notApplicableBecause ?? '' },
          ...(ids.length === 0 ? {} : { considered: [...new Set([...(state.considered ?? []), ...ids])] }),
          ...(risks.length === 0
            ? {}
            : {
                riskOutcomes: {
                  ...state.riskOutcomes,
                  ...Object.fromEntries(risks.map(({ riskId, ...came }) => [riskId, came])),
                },
              }),
        };
      }
      case 'OutcomeProgressRecorded': {
        const { outcomeId, ...progress } = event.payload;
        return { ...state, progress: { ...state.progress, [outcomeId]: progress } };
      }
      case 'ReviewOutcomeAgreed':
        return { ...state, state: 'outcomeAgreed', outcome: event.payload };
      case 'StakeholderBriefed':
        return {
          ...state,
          state: state.state === 'outcomeAgreed' ? 'briefed' : state.state,
          briefings: [...state.briefings, event.payload],
        };
      case 'BriefingAcknowledged':
        return {
          ...state,
          briefings: state.briefings.map((one) =>
            one.party.id === event.payload.party.id ? { acknowledgedAt: event.payload.at, ...one } : one,
          ),
        };
      case 'ReviewMinutesPublished':
        return { ...state, minutes: true };
      case 'ReviewClosed':
        return { ...state, state: 'closed', closedAt: event.payload.closedAt };
      case 'ReviewNotHeld':
        return { ...state, state: 'notHeld' };
    }
  },
  needs: (command) =>
    command.type === 'PublishMinutes'
      ? needsAttachment(command.attachmentHash)
      : command.type === 'ScheduleReview'
        ? { streams: [{ category: schedule.category, id: command.planId }] }
        : {},
  decide: (command, state, context: Context<ReviewFacts>) => {
    if (command.type === 'ScheduleReview') return reviewScheduled(command, state, context);
    const scheduled = state.scheduled ?? refuse('NOT_FOUND');
    if ((state.state === 'closed' || state.state === 'notHeld') && !AFTER_THE_END.includes(command.type))
      refuse('STATE_CONFLICT', [state.state]);
    const { planId, reviewType, reviewId } = scheduled;
    mustHaveHappened(planId, context);
    switch (command.type) {
      case 'InviteParticipant': {
        const { party, expectedRole, permissionBasis } = command;
        mustName(party);
        mustBeOpen(planId, context.facts);
        if (!mayTakePart(party, expectedRole, context))
          refuse('PERMISSION_REQUIRED', [party.id ?? party.kind ?? 'party']);
        if (isInvitedSo(command, state)) return [];
        return [
          {
            type: 'ParticipantInvited',
            payload: present({
              party,
              permissionBasis: permissionBasis ?? 'personsPermission',
              expectedRole,
            }),
          },
        ];
      }
      case 'InviteInvolved':
        return state.state === 'scheduled' && reviewType === 'formal'
          ? invitees(planId, context)
              .filter(({ party: { id } }) => !isAskedOrOmitted(id, state))
              .map((payload) => ({ type: 'ParticipantInvited', payload }))
          : [];
      case 'SubmitFeedback': {
        const { needs = {}, wishes = {}, preferences = {} } = command;
        mustBeOpen(planId, context.facts);
        mustSaySomething(command);
        return [{ type: 'KeyworkerFeedbackSubmitted', payload: { planId, needs, wishes, preferences } }];
      }
      case 'StartReview': {
        if (state.state !== 'scheduled') refuse('STATE_CONFLICT', [state.state]);
        mustBeOpen(planId, context.facts);
        mustBeNoOther(command.chair, 'chair', context);
        const window = context.facts.open[planId]?.['cpaReview'];
        const early = reviewType === 'cpa' && window?.opensAt !== undefined && context.now < window.opensAt;
        return [
          {
            type: 'ReviewStarted',
            payload: present({
              reviewId,
              planId,
              reviewType,
              chair: command.chair ?? { id: context.actor.userId, role: context.actor.role },
              early,
              wholePlan: scheduled.wholePlan,
              ...gather(scheduled, context.facts),
            }),
          },
        ];
      }
      case 'RecordAttendance': {
        const { type: _, ...attendance } = command;
        held(state);
        mustName(attendance.party);
        mustBeThePerson(attendance.party, 'party', context);
        // ENG-111: who was expected and did not come has a reason.
        if (!attendance.present && attendance.reason === undefined) refuse('REASON_REQUIRED', ['reason']);
        return [{ type: 'AttendanceRecorded', payload: attendance }];
      }
      case 'ConsiderTopic': {
        const { type: _, ...topic } = command;
        held(state);
        return [{ type: 'TopicConsidered', payload: considered(topic, scheduled, state, context.facts) }];
      }
      case 'AssessOutcome': {
        const { type: _, ...progress } = command;
        held(state);
        const plan = context.facts.plans[planId];
        if (!isPursued(progress.outcomeId, plan)) refuse('REFERENCE_NOT_FOUND', ['outcomeId']);
        const achieved = progress.status === 'achieved' && plan?.achieved?.[progress.outcomeId] === undefined;
        return [{ type: 'OutcomeProgressRecorded', payload: { ...progress, ...(achieved ? { achieved: true } : {}) } }];
      }
      case 'AgreeOutcome':
        return agreed(command, state, scheduled, context);
      case 'BriefStakeholder': {
        const { type: _, issuedAt = context.now, ...briefing } = command;
        held(state);
        mustName(briefing.party);
        mustBeNoOther(briefing.party, 'party', context);
        const issued = normalInstant(issuedAt);
        if (issued > context.now) refuse('FUTURE_DATE', ['issuedAt']);
        if (issued < (state.startedAt ?? '')) refuse('TIMESCALE_INVALID', ['issuedAt']);
        // A change is told of in words; that nothing changed needs none.
        const changed = state.outcome !== undefined && state.outcome.outcome !== 'noChange';
        if (changed && briefing.changesForThem === undefined && briefing.actionNeeded === undefined)
          refuse('MALFORMED', ['/changesForThem: say what changes for them, or what they need to do']);
        return [{ type: 'StakeholderBriefed', payload: { ...briefing, issuedAt: issued } }];
      }
      case 'AcknowledgeBriefing': {
        mustBeTheirs(command, planId, context);
        const briefings = state.briefings.filter(({ party }) => party.id === command.partyId);
        const [{ party } = refuse('NOT_FOUND')] = briefings;
        return briefings.every(({ acknowledgedAt }) => acknowledgedAt !== undefined)
          ? []
          : [{ type: 'BriefingAcknowledged', payload: { party, at: context.now } }];
      }
      case 'PublishMinutes': {
        const { type: _, ...minutes } = command;
        held(state);
        if (minutes.attachmentHash === undefined && minutes.text === undefined)
          refuse('MALFORMED', ['/text: minutes are words or an attachment']);
        if (!isAttached(minutes.attachmentHash, context)) refuse('REFERENCE_NOT_FOUND', ['attachmentHash']);
        return [{ type: 'ReviewMinutesPublished', payload: minutes }];
      }
      case 'CloseReview':
        return closed(state, scheduled, context);
      case 'RecordNotHeld':
        if (command.reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
        if (state.startedAt !== undefined) refuse('STATE_CONFLICT', [state.state]);
        return [{ type: 'ReviewNotHeld', payload: { reason: command.reason, planId } }];
    }
  },
};

/** CITY-52: the review is held all the same, but shows that the keyworker's feedback was not there in time. */
export function feedbackMissing({ feedback, scheduled }: ReviewState, now: Instant): boolean {
  return !feedback && scheduled?.feedbackDueAt !== undefined && now > scheduled.feedbackDueAt;
}

/** ENG-121: how many goals were achieved since the last review, this one's own findings included. */
export function goalsAchieved(state: ReviewState): number {
  return new Set([...(state.found?.achieved ?? []), ...metHere(state)]).size;
}

function held({ startedAt, state }: ReviewState): void {
  if (startedAt === undefined) refuse('STATE_CONFLICT', [state]);
}

/** What the review finds when it begins; kept with it, so that it reads the same for ever. */
function gather({ planId, reviewId }: Scheduled, facts: ReviewFacts): Gathered {
  const found = {
    gathered: newFor(planId, facts),
    risks: risksTaken(planId, facts, reviewId),
    achieved: achievedSince(planId, facts),
  };
  return Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0));
}

function foundIn({ gathered, risks, achieved }: Gathered): Pick<ReviewState, 'found'> {
  const found = {
    ...(gathered === undefined ? {} : { gathered }),
    ...(risks === undefined ? {} : { risks }),
    ...(achieved === undefined ? {} : { achieved }),
  };
  return Object.keys(found).length === 0 ? {} : { found };
}

/** Whoever is invited again, with another part expected of them, stands on the list once. */
function othersThan({ id }: Party, { participants }: ReviewState): ReviewState['participants'] {
  return id === undefined ? participants : participants.filter(({ party }) => party.id !== id);
}

function isAskedOrOmitted(id: string | undefined, { participants, scheduled }: ReviewState): boolean {
  return (
    participants.some(({ party }) => party.id === id) || (scheduled?.omitted ?? []).some((one) => one.partyId === id)
  );
}
