import { normalInstant, refuse } from '@carethread/contracts';
import { toInstant } from '@carethread/calendar';
import {
  type Context,
  type Decider,
  heldByOpener,
  heldWithPlan,
  isAttached,
  needsAttachment,
} from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import { considered, unanswered } from './considering.js';
import type { ReviewFacts } from './facts.js';
import { jurisdictionOf } from './profile-in-force.js';
import { invitees, omissionsOf } from './invitees.js';
import type { Party } from './schedule-shapes.js';
import { feedbackDue } from './schedule-rules.js';
import type { Gathered, ReviewCommand, ReviewEvent, ReviewState, Scheduled } from './review-shapes.js';
import { achievedSince, newFor, risksTaken, WHOLE_PLAN } from './since-last-review.js';

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

/** They know by themselves what to make of a review that is over. */
const KNOW_THE_END: readonly string[] = ['CloseReview', 'InviteInvolved'];

/** One review of one plan, from its date to its closing (model §3.4). Held is when it was started, by the server's clock. */
export const review: Decider<ReviewState, ReviewCommand, ReviewEvent> = {
  category: 'review',
  holder: ({ scheduled }, opened) => (scheduled === undefined ? heldByOpener(opened) : heldWithPlan(scheduled.planId)),
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
  needs: (command) => (command.type === 'PublishMinutes' ? needsAttachment(command.attachmentHash) : {}),
  decide: (command, state, context: Context<ReviewFacts>) => {
    if (command.type === 'ScheduleReview') return scheduleIt(command, state, context);
    const scheduled = state.scheduled ?? refuse('NOT_FOUND');
    if ((state.state === 'closed' || state.state === 'notHeld') && !KNOW_THE_END.includes(command.type))
      refuse('STATE_CONFLICT', [state.state]);
    const { planId, reviewType, reviewId } = scheduled;
    switch (command.type) {
      case 'InviteParticipant': {
        const { party, expectedRole, permissionBasis } = command;
        if (!mayTakePart(party, expectedRole, context))
          refuse('PERMISSION_REQUIRED', [party.id ?? party.kind ?? 'party']);
        const invited = state.participants.find((one) => party.id !== undefined && one.party.id === party.id);
        if (invited !== undefined && (expectedRole ?? invited.expectedRole) === invited.expectedRole) return [];
        return [
          {
            type: 'ParticipantInvited',
            payload: {
              party,
              permissionBasis: permissionBasis ?? 'personsPermission',
              ...(expectedRole === undefined ? {} : { expectedRole }),
            },
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
        return [{ type: 'KeyworkerFeedbackSubmitted', payload: { planId, needs, wishes, preferences } }];
      }
      case 'StartReview': {
        if (state.state !== 'scheduled') refuse('STATE_CONFLICT', [state.state]);
        const window = context.facts.open[planId]?.['cpaReview'];
        const early = reviewType === 'cpa' && window?.opensAt !== undefined && context.now < window.opensAt;
        return [
          {
            type: 'ReviewStarted',
            payload: {
              reviewId,
              planId,
              reviewType,
              chair: command.chair ?? { id: context.actor.userId, role: context.actor.role },
              early,
              ...gather(scheduled, context.facts),
            },
          },
        ];
      }
      case 'RecordAttendance': {
        const { type: _, ...attendance } = command;
        held(state);
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
        const known = context.facts.plans[planId]?.achieved?.[progress.outcomeId];
        const achieved = progress.status === 'met' && known === undefined;
        return [{ type: 'OutcomeProgressRecorded', payload: { ...progress, ...(achieved ? { achieved: true } : {}) } }];
      }
      case 'AgreeOutcome': {
        if (state.state !== 'inProgress') refuse('STATE_CONFLICT', [state.state]);
        const { outcome, nextReviewBy, reason } = command;
        const changes = (command.changes ?? []).map((one, index) => ({
          ...one,
          // OUT-88: where nobody else is named it was the person, who agrees to each change or does not.
          decidedBy: one.decidedBy ?? thePerson(context),
          changeId: one.changeId ?? context.newId(`change-${index}`),
          agreedByPerson: one.agreedByPerson !== false,
        }));
        const planVersionReviewed = context.facts.plans[planId]?.versionNo ?? 0;
        if ((command.planId ?? planId) !== planId) refuse('REFERENCE_NOT_FOUND', ['planId']);
        if ((command.planVersionReviewed ?? planVersionReviewed) !== planVersionReviewed)
          refuse('REFERENCE_NOT_FOUND', ['planVersionReviewed']);
        return [
          {
            type: 'ReviewOutcomeAgreed',
            payload: {
              reviewId,
              planId,
              planVersionReviewed,
              outcome,
              changes,
              ...(nextReviewBy === undefined ? {} : { nextReviewBy }),
              ...(reason === undefined ? {} : { reason }),
            },
          },
        ];
      }
      case 'BriefStakeholder': {
        const { type: _, issuedAt = context.now, ...briefing } = command;
        held(state);
        if (issuedAt > context.now) refuse('FUTURE_DATE', ['issuedAt']);
        return [{ type: 'StakeholderBriefed', payload: { ...briefing, issuedAt: normalInstant(issuedAt) } }];
      }
      case 'AcknowledgeBriefing': {
        const briefings = state.briefings.filter(({ party }) => party.id === command.partyId);
        const [{ party } = refuse('NOT_FOUND')] = briefings;
        return briefings.every(({ acknowledgedAt }) => acknowledgedAt !== undefined)
          ? []
          : [{ type: 'BriefingAcknowledged', payload: { party, at: context.now } }];
      }
      case 'PublishMinutes': {
        const { type: _, ...minutes } = command;
        held(state);
        if (!isAttached(minutes.attachmentHash, context)) refuse('REFERENCE_NOT_FOUND', ['attachmentHash']);
        return [{ type: 'ReviewMinutesPublished', payload: minutes }];
      }
      case 'CloseReview':
        return close(state, scheduled, context);
      case 'RecordNotHeld':
        if (command.reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
        if (state.startedAt !== undefined) refuse('STATE_CONFLICT', [state.state]);
        return [{ type: 'ReviewNotHeld', payload: { reason: command.reason } }];
    }
  },
};

function scheduleIt(
  command: Extract<ReviewCommand, { type: 'ScheduleReview' }>,
  state: ReviewState,
  context: Context<ReviewFacts>,
): readonly ReviewEvent[] {
  if (state.state !== 'none') return [];
  const { planId, reviewType, place, obligationIds = [] } = command;
  const involved = reviewType === 'formal' ? invitees(planId, context) : [];
  const omitted = omissionsOf(command.omitted ?? [], involved);
  const plan = context.facts.plans[planId] ?? refuse('REFERENCE_NOT_FOUND', ['planId']);
  const at = command.at === undefined ? context.now : toInstant(command.at);
  const city = reviewType === 'formal' && plan.rulePacks.includes('CITY');
  return [
    {
      type: 'ReviewScheduled',
      payload: {
        reviewId: context.id,
        planId,
        reviewType,
        at,
        obligationIds,
        ...(place === undefined ? {} : { place }),
        ...(city ? { feedbackDueAt: feedbackDue(at, jurisdictionOf(plan, at)) } : {}),
        ...(omitted.length === 0 ? {} : { omitted }),
      },
    },
    ...involved
      .filter(({ party }) => !omitted.some(({ partyId }) => partyId === party.id))
      .map((payload): ReviewEvent => ({ type: 'ParticipantInvited', payload })),
  ];
}

/**
 * Other professionals, family and friends take part only by the person's permission for reviews (ENG-039, ENG-041).
 * A care manager is the council's own worker in reviews (model §1), whichever kind of party they are called.
 */
function mayTakePart(
  { kind, id, role }: Party,
  expectedRole: string | undefined,
  { facts, personId }: Context<ReviewFacts>,
): boolean {
  if (kind === undefined || kind === 'person' || kind === 'staff' || kind === 'organisation' || id === personId)
    return true;
  if (kind === 'professional' && [role, expectedRole].some((name) => /^care ?manager$/i.test(name ?? ''))) return true;
  return facts.contacts[id ?? '']?.scopes.includes('review') === true;
}

function thePerson({ personId }: Context): Party {
  return { kind: 'person', ...(personId === null ? {} : { id: personId }) };
}

function held({ startedAt, state }: ReviewState): void {
  if (startedAt === undefined) refuse('STATE_CONFLICT', [state]);
}

/** Content before state: topics, outcomes, the person's part, briefings and minutes (model §3.4). */
function close(
  state: ReviewState,
  { planId, reviewType, reviewId }: Scheduled,
  { facts, now, personId }: Context<ReviewFacts>,
): readonly ReviewEvent[] {
  if (state.state === 'closed') return [];
  if (reviewType === 'planningMeeting') {
    if (state.topics['purpose'] === undefined) refuse('PURPOSE_REQUIRED', ['purpose']);
    if (state.topics['provision'] === undefined) refuse('PROVISION_REQUIRED', ['provision']);
  }
  const missing = unanswered(reviewType, state);
  if (missing.length > 0) refuse('TOPIC_MISSING', missing);
  const open = reviewType === 'formal' ? (facts.plans[planId]?.outcomeIds ?? []) : [];
  const unconsidered = open.filter((id) => state.progress[id] === undefined);
  if (unconsidered.length > 0) refuse('OUTCOME_NOT_CONSIDERED', unconsidered);
  const person = state.attendance.filter(
    ({ party }) =>
      party.kind === 'person' || (party.id !== undefined && party.id === personId) || party.role === 'person',
  );
  if (!person.some(({ present, viewsObtainedHow }) => present || viewsObtainedHow !== undefined))
    refuse('PERSON_NOT_REPRESENTED');
  if (state.briefings.length === 0) refuse('BRIEFING_OUTSTANDING', ['briefings']);
  if (!state.minutes) refuse('BRIEFING_OUTSTANDING', ['minutes']);
  const startedAt = state.startedAt ?? refuse('STATE_CONFLICT', [state.state]);
  if (reviewType !== 'planningMeeting' && state.outcome === undefined) refuse('STATE_CONFLICT', ['outcome']);
  return [
    {
      type: 'ReviewClosed',
      payload: {
        reviewId,
        planId,
        reviewType,
        heldAt: startedAt,
        closedAt: now,
        outcome: state.outcome?.outcome ?? 'noChange',
        ...(metHere(state).length === 0 ? {} : { achieved: metHere(state) }),
        ...(WHOLE_PLAN.includes(reviewType) ? { considered: state.considered ?? [] } : {}),
      },
    },
  ];
}

/** CITY-52: the review is held all the same, but shows that the keyworker's feedback was not there in time. */
export function feedbackMissing({ feedback, scheduled }: ReviewState, now: Instant): boolean {
  return !feedback && scheduled?.feedbackDueAt !== undefined && now > scheduled.feedbackDueAt;
}

/** ENG-121: how many goals were achieved since the last review, this one's own findings included. */
export function goalsAchieved(state: ReviewState): number {
  return new Set([...(state.found?.achieved ?? []), ...metHere(state)]).size;
}

function metHere({ progress }: ReviewState): readonly string[] {
  return Object.entries(progress).flatMap(([id, { achieved }]) => (achieved === true ? [id] : []));
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
