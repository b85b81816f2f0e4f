import { REVIEW_TYPES, Refusal } from '@carethread/contracts';
import { TENANT } from '@carethread/event-sourcing';
import type { JsonObject } from '@carethread/ledger';
import {
  codes,
  commandFrom,
  commandOf,
  commandOn,
  listOn,
  query,
  readOn,
  type RequestContext,
  type CommandRoute,
  type Fits,
  type Route,
  type ShownAt,
} from '@carethread/http-api';
import { competence, competenceId } from '../domain/competence/decider.js';
import type { ReviewFacts } from '../domain/facts.js';
import { feedbackMissing, goalsAchieved, review } from '../domain/review/decider.js';
import type { ReviewCommand, ReviewState } from '../domain/review/events.js';
import { schedule, statusAt } from '../domain/schedule/decider.js';
import type { ScheduleCommand, ScheduleState } from '../domain/schedule/events.js';
import { achievedSince, lastLookedAt, newFor, risksTaken } from '../domain/review/since-last-review.js';
import { overdueSeen } from './schedule/overdue-page.js';
import * as requests from './requests.js';
import { outcomeEvidence, trainingHolders, trainingSeen } from './seen-over-people.js';

const UUID = { type: 'string', format: 'uuid' } as const;
const RV = '/review/reviews';
const PL = '/review/plans/:id';

const shownReview = (shown: ReviewState, { at }: ShownAt): JsonObject => {
  const { scheduled, startedAt, outcome, closedAt, found, considered = [], riskOutcomes = {}, ...state } = shown;
  return {
    ...scheduled,
    ...state,
    gathered: (found?.gathered ?? []).map((one) => ({ ...one, considered: considered.includes(one.id) })),
    risks: (found?.risks ?? []).map((risk) => ({ ...risk, ...riskOutcomes[risk.riskId] })),
    goalsAchieved: goalsAchieved(shown),
    ...(scheduled === undefined ? {} : { type: scheduled.reviewType }),
    ...(startedAt === undefined ? {} : { heldAt: startedAt }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(closedAt === undefined ? {} : { closedAt }),
    feedbackMissing: feedbackMissing(shown, at),
  };
};

const onReview = <Type extends ReviewCommand['type'], Body extends object>(
  verb: string,
  summary: string,
  type: Type,
  body: (new () => Body) & Fits<Body, ReviewCommand, Type>,
  answers: 200 | 201 = 200,
): Route =>
  commandOf(
    review,
    type,
  )({ method: 'POST', path: `${RV}/:id/${verb}`, summary, capability: 'holdReview', body, answers });

/** Whether the caller may hold the review that the path names. */
async function holds({ runtime, params, sight }: RequestContext<unknown>): Promise<boolean> {
  const stream = await runtime.commands.load(review, params['id'] ?? '');
  return sight(stream.personId).as('holdReview', 'command').seesStream(review, stream);
}

const onSchedule = <Type extends ScheduleCommand['type'], Body extends object>(
  verb: string,
  summary: string,
  type: Type,
  body: (new () => Body) & Fits<Body, ScheduleCommand, Type>,
  capability: CommandRoute['capability'],
): Route =>
  commandOf(
    schedule,
    type,
  )({
    method: 'POST',
    path: `${PL}/${verb}`,
    summary,
    capability: capability,
    body,
    answers: 201,
    readAt: `${PL}/obligations`,
  });

function notFound(): never {
  throw new Refusal('NOT_FOUND');
}

async function planSchedule({
  runtime,
  params,
}: RequestContext): Promise<{ readonly state: ScheduleState; readonly personId: string | null }> {
  const { state, personId, revision } = await runtime.commands.load(schedule, params['id'] ?? '');
  if (revision === 0) throw new Refusal('NOT_FOUND');
  return { state: state as ScheduleState, personId };
}

export const routes: readonly Route[] = [
  query({
    path: `${PL}/obligations`,
    summary: 'What is due for a plan, by when, and what became of it',
    capability: 'readReview',
    former: 'nothing',
    of: { on: schedule },
    queryParameters: {
      status: codes(
        ...['open', 'pending', 'missed', 'heldAwaitingClosure', 'met', 'metLate', 'notPracticable', 'cancelled'],
      ),
      kind: { type: 'string' },
    },
    person: async (ask) => (await planSchedule(ask)).personId,
    paged: true,
    answer: async (ask) => {
      const { state } = await planSchedule(ask);
      const items = state.obligations.map((one) => ({ id: one.obligationId, ...one, status: statusAt(one, ask.now) }));
      const { status, kind } = ask.query;
      return {
        body: {
          items: items.filter(
            (one) => (status === undefined || one.status === status) && (kind === undefined || one.kind === kind),
          ),
        },
      };
    },
  }),
  query({
    path: `${PL}/since-last-review`,
    summary: 'What the next review of a plan will find: new information, risks taken, how many goals were achieved',
    capability: 'readReview',
    former: 'nothing',
    of: { on: schedule },
    person: async (ask) => (await planSchedule(ask)).personId,
    answer: async (ask) => {
      const { personId } = await planSchedule(ask);
      const planId = ask.params['id'] ?? '';
      const { facts } = await ask.runtime.known<ReviewFacts>(personId ?? '');
      const plan = facts.plans[planId];
      return {
        body: {
          planId,
          since: (plan === undefined ? undefined : lastLookedAt(plan)) ?? null,
          newInformation: newFor(planId, facts),
          risks: risksTaken(planId, facts),
          goalsAchieved: achievedSince(planId, facts).length,
        },
      };
    },
  }),
  query({
    path: '/review/overdue',
    summary: 'What is overdue for the people of one’s own organisation, the longest first',
    capability: 'holdReview',
    former: 'nothing',
    of: { holder: () => TENANT },
    person: () => null,
    paged: 'byItself',
    answer: (ask) => overdueSeen(ask),
  }),
  onSchedule('requests', 'Ask for an earlier review', 'RequestReview', requests.RequestReviewRequest, 'requestReview'),
  onSchedule(
    'significant-changes',
    'Report a significant change',
    'ReportChange',
    requests.ReportChangeRequest,
    'reportChange',
  ),
  onSchedule(
    'monthly-checks',
    'Record a monthly check',
    'RecordMonthlyCheck',
    requests.MonthlyCheckRequest,
    'holdReview',
  ),
  onSchedule('monitoring', 'Note how the plan is working', 'NoteMonitoring', requests.MonitoringRequest, 'holdReview'),
  commandOn(schedule)({
    method: 'POST',
    path: `${PL}/obligations/:oid/not-practicable`,
    summary: 'A monthly check could not be done, and why',
    capability: 'holdReview',
    body: requests.ReasonRequest,
    command: ({ body, params }) => commandFrom('MarkNotPracticable', { ...body, obligationId: params['oid'] ?? '' }),
  }),
  commandOn(schedule)({
    method: 'POST',
    path: `${PL}/obligations/:oid/cancellation`,
    summary: 'Cancel an obligation that no longer applies',
    capability: 'cancelObligation',
    body: requests.ReasonRequest,
    command: ({ body, params }) => commandFrom('CancelObligation', { ...body, obligationId: params['oid'] ?? '' }),
  }),
  commandOn(review)({
    method: 'POST',
    path: RV,
    summary: 'Schedule a review',
    capability: 'holdReview',
    body: requests.ScheduleReviewRequest,
    stream: 'new',
    // One open review of a type and plan: another one is set when it is closed, or was not held.
    unique: {
      key: ({ body: { planId, type } }) => [planId, 'review', type],
      isOpen: ({ state }) => state !== 'closed' && state !== 'notHeld',
      code: 'STATE_CONFLICT',
    },
    person: async ({ runtime, body }) =>
      body.personId ?? (await runtime.commands.load(schedule, body.planId)).personId ?? notFound(),
    command: ({ body: { type, personId: _, ...body } }) => ({
      ...commandFrom('ScheduleReview', body),
      reviewType: type,
    }),
  }),
  listOn(review)({
    path: RV,
    summary: 'The reviews of a person',
    capability: 'readReview',
    show: shownReview,
    filters: {
      type: codes(...REVIEW_TYPES),
      state: codes('scheduled', 'inProgress', 'outcomeAgreed', 'briefed', 'closed', 'notHeld'),
      planId: UUID,
    },
  }),
  readOn(review)({
    path: `${RV}/:id`,
    summary: 'A review',
    capability: 'readReview',
    show: shownReview,
  }),
  onReview('participants', 'Invite a participant', 'InviteParticipant', requests.InviteRequest, 201),
  onReview('feedback', 'Submit the keyworker’s feedback', 'SubmitFeedback', requests.FeedbackRequest, 201),
  onReview('start', 'Start the review: from now on it is held', 'StartReview', requests.StartReviewRequest),
  onReview('attendance', 'Record who took part', 'RecordAttendance', requests.AttendanceRequest, 201),
  onReview('topics', 'Record what was considered', 'ConsiderTopic', requests.TopicRequest, 201),
  onReview(
    'outcome-progress',
    'Record how an outcome is coming on',
    'AssessOutcome',
    requests.OutcomeProgressRequest,
    201,
  ),
  onReview('outcome', 'Agree the outcome of the review', 'AgreeOutcome', requests.AgreeOutcomeRequest),
  onReview('briefings', 'Brief somebody concerned', 'BriefStakeholder', requests.BriefingRequest, 201),
  commandOn(review)({
    method: 'POST',
    path: `${RV}/:id/briefings/:partyId/acknowledgement`,
    summary: 'Record that somebody who was briefed has taken note',
    capability: 'acknowledgeBriefing',
    command: async (ask) => ({
      type: 'AcknowledgeBriefing',
      partyId: ask.params['partyId'] ?? '',
      forOthers: await holds(ask),
    }),
  }),
  onReview('minutes', 'Publish the minutes', 'PublishMinutes', requests.MinutesRequest, 201),
  commandOn(review)({
    method: 'POST',
    path: `${RV}/:id/close`,
    summary: 'Close the review',
    capability: 'holdReview',
    command: () => ({ type: 'CloseReview' }),
  }),
  onReview('not-held', 'Record that the review was not held', 'RecordNotHeld', requests.ReasonRequest),
  query({
    path: '/review/persons/:personId/outcome-evidence',
    summary: 'Evidence that needs are met and outcomes worked toward, for inspection',
    capability: 'readReview',
    former: 'nothing',
    of: 'each',
    person: ({ params }) => params['personId'] ?? null,
    answer: (ask) => outcomeEvidence(ask),
  }),
  commandOn(competence)({
    method: 'POST',
    path: '/review/competence/:staffId',
    summary: 'Record training',
    capability: 'train',
    body: requests.TrainingRequest,
    stream: 'either',
    answers: 201,
    readAt: '/review/competence/:staffId',
    // Each organisation records its own; nobody without one records any.
    target: ({ params, pseudonym, actor }) =>
      competenceId(pseudonym(params['staffId'] ?? ''), actor.organisationId ?? ''),
    person: () => null,
    command: ({ body, params, pseudonym }) =>
      commandFrom('RecordTraining', { ...body, staff: pseudonym(params['staffId'] ?? '') }),
  }),
  query({
    path: '/review/competence/:staffId',
    summary: 'The training of a member of staff',
    capability: 'readTraining',
    of: { holder: (ask) => trainingHolders(ask) },
    person: () => null,
    paged: true,
    answer: (ask) => trainingSeen(ask),
  }),
];
