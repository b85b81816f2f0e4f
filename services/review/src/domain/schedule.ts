import { refuse } from '@carethread/contracts';
import { addMonths, endOfDay, isProvisional, justAfter, localDate, toDate } from '@carethread/calendar';
import { heldWithPlan, type Context, type Decided, type Decider } from '@carethread/event-sourcing';
import { uuidV5, type Instant } from '@carethread/ledger';
import { lookAgain, lookAgainAtRisk } from './look-again.js';
import { openOf, risenBy } from './open-obligations.js';
import { isThePerson } from './the-person.js';
import { jurisdictionOf, type Following } from './profile-in-force.js';
import {
  continued,
  created,
  currentOf,
  cycleWakes,
  met,
  missed,
  next,
  notPracticable,
  reopened,
  type Site,
} from './schedule/cycles.js';
import { cancelled } from './schedule/cancelled.js';
import { knownIn, mustRun, stopped, stoppedBy } from './schedule/running.js';
import type { Obligation, ScheduleCommand, ScheduleEvent, ScheduleState } from './schedule-shapes.js';
import { feedbackDue, metBy, obligationFor } from './schedule-rules.js';

const NONE: ScheduleState = {
  opened: undefined,
  following: [],
  obligations: [],
  checks: [],
  requests: [],
  monitoring: 0,
  cpaSince: undefined,
  escalatedSince: undefined,
};
const ON_PUBLICATION = ['monthlyCheck', 'formalReview', 'review', 'cpaReview'];

/** What is due for one plan, by when and by which rule; kept, missed or met, and never forgotten (model §6). */
export const schedule: Decider<ScheduleState, ScheduleCommand, ScheduleEvent> = {
  category: 'reviewSchedule',
  holder: (_, { id }) => heldWithPlan(id),
  initial: NONE,
  edits: ['ScheduleOpened'],
  evolve: (state, event) => {
    switch (event.type) {
      case 'ScheduleOpened':
        return { ...state, opened: event.payload };
      case 'ScheduleProfileChanged': {
        const { jurisdiction, effectiveFrom } = event.payload;
        return { ...state, following: [...state.following, { jurisdiction, effectiveFrom }] };
      }
      case 'ObligationCreated': {
        const cpaSince =
          event.payload.kind === 'cpaReview' && state.cpaSince === undefined ? event.meta.recordedAt : state.cpaSince;
        return {
          ...state,
          cpaSince,
          obligations: [...state.obligations, { ...event.payload, status: 'open', missed: false }],
        };
      }
      case 'ObligationHeld':
        return change(state, event.payload.obligationId, {
          status: 'heldAwaitingClosure',
          heldBy: event.payload.reviewId,
        });
      case 'ObligationReopened':
        return change(state, event.payload.obligationId, { status: 'open' });
      case 'ObligationMet': {
        const { obligationId, kind, metAt, late, lateBy: by, early } = event.payload;
        const next = change(state, obligationId, {
          status: late ? 'metLate' : 'met',
          metAt,
          ...(by === undefined ? {} : { lateBy: by }),
          ...(early === undefined ? {} : { early }),
        });
        return kind === 'cpaReview' ? { ...next, cpaSince: metAt } : next;
      }
      case 'ObligationMissed':
        return change(state, event.payload.obligationId, { missed: true });
      case 'ObligationNotPracticable':
        return change(state, event.payload.obligationId, { status: 'notPracticable', reason: event.payload.reason });
      case 'ObligationCancelled':
        return change(state, event.payload.obligationId, { status: 'cancelled', reason: event.payload.reason });
      case 'ScheduleStopped':
        return { ...state, stopped: { ...state.stopped, [event.payload.because]: event.payload.at } };
      case 'ScheduleResumed':
        return resumedFrom(state);
      case 'MonthlyCheckRecorded':
        return { ...state, checks: [...state.checks, { at: event.meta.recordedAt, findings: event.payload.findings }] };
      case 'MonitoringNoted':
        return { ...state, monitoring: state.monitoring + 1 };
      case 'ReviewRequested':
        return {
          ...state,
          requests: [
            ...state.requests,
            { at: event.meta.recordedAt, reason: event.payload.reason, by: event.payload.requestedBy },
          ],
        };
      case 'SignificantChangeReported':
        return state;
      case 'ReviewSeriouslyOverdue':
        return { ...state, escalatedSince: event.payload.since };
    }
  },
  decide: (command, state, context) => {
    if (command.type === 'OpenSchedule') {
      const { type: _, ...payload } = command;
      if (state.opened !== undefined) return [];
      const because = stoppedBy(payload.planId, state, context);
      return [
        { type: 'ScheduleOpened', payload },
        ...(because === undefined ? [] : stopped(because, payload.planId, state, context)),
      ];
    }
    const of = state.opened ?? refuse('NOT_FOUND');
    const opened = { ...of, jurisdiction: jurisdictionOf({ ...of, following: state.following }, context.now) };
    const plan = { ...opened, state, context };
    if (BY_PEOPLE.includes(command.type)) {
      mustRun(opened.planId, state, context);
      mustFit(opened.planId, context);
    }
    switch (command.type) {
      case 'FollowProfile':
        return followed(command, plan);
      case 'Oblige':
        // One at a time: a second agreement or start asks for nothing that is owed already.
        return ONCE.includes(command.kind) && openOf(state, [command.kind]).length > 0
          ? []
          : created(obligationFor(command.kind, command.trigger, opened), plan, command.name);
      case 'NoteProposal':
        return met(['planUpdateAfterReview'], command.at, command.proposalId, plan);
      case 'NoteSecondRefusal':
        return openOf(state, ['significantChangeReview']).length > 0
          ? []
          : created(obligationFor('significantChangeReview', command.at, opened), plan, command.refusalId);
      case 'NoteProvisionalPlan':
        return firstPublished(command.publishedAt, plan);
      case 'NotePublication':
        return onPublication(command, plan);
      case 'NoteReviewScheduled':
        return command.reviewType === 'formal' && opened.rulePacks.includes('CITY')
          ? created(
              {
                kind: 'keyworkerFeedback',
                basis: 'CITY-52',
                dueAt: latest(feedbackDue(command.at, opened.jurisdiction), context.now),
                ruleRef: { profile: 'CITY', version: 1, key: 'keyworkerFeedbackBefore' },
                ...(isProvisional(localDate(command.at), localDate(command.at)) ? { provisional: true as const } : {}),
              },
              plan,
              command.reviewId,
            )
          : [];
      case 'NoteFeedback':
        return met(['keyworkerFeedback'], command.at, command.reviewId, plan, {
          concerned: (one) => isOfReview(one, command.reviewId, plan),
        });
      case 'NoteReviewNotHeld':
        // Nobody waits for feedback on a review that does not take place.
        return openOf(state, ['keyworkerFeedback'])
          .filter((one) => isOfReview(one, command.reviewId, plan))
          .map(({ obligationId, kind, planId }) => ({
            type: 'ObligationCancelled',
            payload: { obligationId, kind, planId, reason: 'reviewNotHeld' },
          }));
      case 'NoteReviewHeld':
        if (stoppedBy(opened.planId, state, context) !== undefined) return [];
        // Its closing is owed already: this was noted before, and what it held may be open again by now.
        if (state.obligations.some((one) => one.kind === 'reviewClosure' && isOfReview(one, command.reviewId, plan)))
          return [];
        return [
          ...openOf(state, metBy(command.reviewType, command.wholePlan))
            .filter(
              (one) =>
                one.status === 'open' && !one.missed && command.heldAt <= one.dueAt && risenBy(command.heldAt, one),
            )
            .map(({ obligationId, kind, planId }): Decided<ScheduleEvent> => ({
              type: 'ObligationHeld',
              payload: { obligationId, kind, planId, reviewId: command.reviewId, heldAt: command.heldAt },
            })),
          ...created(obligationFor('reviewClosure', command.heldAt, opened), plan, command.reviewId),
        ];
      case 'NoteReviewClosed':
        return onClosing(command, plan);
      case 'RecordMonthlyCheck': {
        const { participants = [], personsView = '', findings = '', raisesReview = false } = command;
        // ENG-108: a check is held with the person of this record, or their view is obtained in another way (R34).
        if (personsView === '' && !participants.some((party) => isThePerson(party, context)))
          refuse('PERSON_NOT_REPRESENTED', ['participants']);
        if (personsView === '' && findings === '')
          refuse('MALFORMED', ['/findings: say what the check found, or what the person said']);
        return [
          { type: 'MonthlyCheckRecorded', payload: { participants, personsView, findings, raisesReview } },
          ...met(['monthlyCheck'], context.now, context.newId('check'), plan),
          ...(raisesReview
            ? created(obligationFor('requestedReview', context.now, opened), plan, context.newId('raised'))
            : []),
        ];
      }
      case 'NoteMonitoring': {
        const { type: _, needs = '', wishes = '', preferences = '', ...more } = command;
        if ([needs, wishes, preferences, ...Object.values(more)].every((said) => said === ''))
          refuse('MALFORMED', ['/: note how the plan works']);
        return [{ type: 'MonitoringNoted', payload: { needs, wishes, preferences, ...more } }];
      }
      case 'MarkNotPracticable':
        return notPracticable(command, plan);
      case 'CancelObligation':
        return cancelled(command, plan);
      case 'StopSchedule':
        return stopped(command.because, opened.planId, state, context);
      case 'ResumeSchedule':
        return onResuming(command, plan);
      case 'RequestReview': {
        const {
          reason,
          requestedBy = { id: context.actor.userId, role: context.actor.role },
          capacityOfRequester = context.actor.role,
        } = command;
        if (reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
        const pending =
          state.obligations.some(({ kind, status }) => kind === 'requestedReview' && status === 'open') &&
          state.requests.some((one) => one.reason === reason);
        if (context.actor.role === 'SY' && pending) return [];
        return [
          { type: 'ReviewRequested', payload: { requestedBy, capacityOfRequester, reason } },
          ...created(obligationFor('requestedReview', context.now, opened), plan, context.newId('request')),
        ];
      }
      case 'ReportChange': {
        const { domain, description, noticedOn = localDate(context.now) } = command;
        if (description === undefined) return refuse('MALFORMED', ['/description: is required']);
        if (toDate(noticedOn) > localDate(context.now)) refuse('FUTURE_DATE', ['noticedOn']);
        if (toDate(noticedOn) < addMonths(localDate(context.now), -12)) refuse('TIMESCALE_INVALID', ['noticedOn']);
        const kind = domain === 'safety' ? 'safetyChangeReview' : 'significantChangeReview';
        return [
          {
            type: 'SignificantChangeReported',
            payload: { domain, description, noticedOn: toDate(noticedOn), by: context.actor.userId },
          },
          ...created(obligationFor(kind, context.now, opened), plan, context.newId('change')),
        ];
      }
      case 'LookAgain':
        return created(lookAgain(command, state, opened), plan, command.name);
      case 'NoteRiskAssessed':
        return riskAssessed(command, plan);
      case 'NoteRiskClosed':
        return openOf(state, ['supportedRiskReview'])
          .filter(({ about }) => about === command.riskId)
          .map(({ obligationId, kind, planId }) => ({
            type: 'ObligationCancelled',
            payload: { obligationId, kind, planId, reason: 'riskClosed' },
          }));
      case 'MissObligation':
        return missed(command.obligationId, plan);
      case 'ReopenObligation':
        return reopened(command.obligationId, plan);
      case 'ContinueCycle':
        return continued(command.kind, plan);
      case 'EscalateSeriousOverdue':
        return state.cpaSince === command.since &&
          state.escalatedSince !== command.since &&
          stoppedBy(opened.planId, state, context) === undefined
          ? [
              {
                type: 'ReviewSeriouslyOverdue',
                payload: { planId: opened.planId, since: command.since, dueAt: command.dueAt },
              },
            ]
          : [];
    }
  },
  wakes: (state) => {
    const wakes = cycleWakes(state);
    if (state.cpaSince === undefined || state.escalatedSince === state.cpaSince) return wakes;
    // Where nothing is owed any more, nothing is overdue.
    if (openOf(state, ['cpaReview']).length === 0) return wakes;
    const since = state.cpaSince;
    const due = endOfDay(addMonths(localDate(since), 12));
    return [
      ...wakes,
      { at: justAfter(due), name: 'seriousOverdue', command: { type: 'EscalateSeriousOverdue', since, dueAt: due } },
    ];
  },
};

/** What people ask, report and record: refused where the care is over. */
const BY_PEOPLE: readonly string[] = [
  'RecordMonthlyCheck',
  'NoteMonitoring',
  'MarkNotPracticable',
  'RequestReview',
  'ReportChange',
];
const ONCE: readonly string[] = ['firstPlanningMeeting', 'personalPlan'];

/** Nothing of a plan happened before there was one. */
function mustFit(planId: string, context: Context): void {
  const openedAt = knownIn(context).plans?.[planId]?.openedAt;
  if (openedAt !== undefined && localDate(context.occurredAt) < localDate(openedAt))
    refuse('TIMESCALE_INVALID', ['occurredAt']);
}

function change(state: ScheduleState, obligationId: string, to: Partial<Obligation>): ScheduleState {
  return {
    ...state,
    obligations: state.obligations.map((one) => (one.obligationId === obligationId ? { ...one, ...to } : one)),
  };
}

function latest(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

/**
 * ENG-004, model §8: what is due already keeps the rule that it was made by, and what comes after goes by the new profile. What that
 * profile asks for and the old one does not begins on the day on which it holds.
 */
function followed({ jurisdiction, effectiveFrom }: Following, plan: Site): readonly Decided<ScheduleEvent>[] {
  const { planId, state } = plan;
  if (state.following.some((one) => one.jurisdiction === jurisdiction && one.effectiveFrom === effectiveFrom))
    return [];
  const running = state.obligations.some(({ kind }) => ON_PUBLICATION.includes(kind));
  const absent = running ? ON_PUBLICATION.filter((kind) => currentOf(state, kind) === undefined) : [];
  const under = { ...plan, jurisdiction };
  return [
    { type: 'ScheduleProfileChanged', payload: { planId, jurisdiction, effectiveFrom } },
    ...absent.flatMap((kind) => next(kind, effectiveFrom, under)),
  ];
}

/** First publication starts the clocks; every new council version starts its own again (rules 10 and 14). */
function onPublication(
  { versionNo, publishedAt, effectiveFrom, versionId }: Extract<ScheduleCommand, { type: 'NotePublication' }>,
  plan: Site,
): readonly Decided<ScheduleEvent>[] {
  if (plan.planKind === 'localAuthority') {
    const superseded = openOf(plan.state, ['councilReview']).map(
      ({ obligationId, kind, planId }): Decided<ScheduleEvent> => ({
        type: 'ObligationCancelled',
        payload: { obligationId, kind, planId, reason: 'newVersion' },
      }),
    );
    return [...superseded, ...created(obligationFor('councilReview', effectiveFrom, plan), plan, versionId)];
  }
  const updated = met(['planUpdateAfterReview', 'personalPlan'], publishedAt, versionId, plan);
  return versionNo > 1 ? updated : [...updated, ...firstPublished(publishedAt, plan)];
}

/** The first publication starts the clocks, be it of a provisional plan or of version 1; what comes after restarts none (rule 10). */
function firstPublished(publishedAt: Instant, plan: Site): readonly Decided<ScheduleEvent>[] {
  return ON_PUBLICATION.flatMap((kind) => created(obligationFor(kind, publishedAt, plan), plan, 'first'));
}

/** What the review has met; in Scotland a change is followed by an updated plan, which may have been proposed already (D12). */
function onClosing(
  {
    reviewType,
    reviewId,
    heldAt,
    closedAt,
    outcome,
    wholePlan = false,
  }: Extract<ScheduleCommand, { type: 'NoteReviewClosed' }>,
  plan: Site,
): readonly Decided<ScheduleEvent>[] {
  const closure = plan.state.obligations.find((one) => one.kind === 'reviewClosure' && isOfReview(one, reviewId, plan));
  if (closure?.metAt !== undefined) return [];
  const updates = outcome !== 'noChange' && plan.jurisdiction === 'SCO' && (reviewType === 'formal' || wholePlan);
  const { proposedAt = '' } = knownIn(plan.context).plans?.[plan.planId] ?? {};
  const update = updates ? created(obligationFor('planUpdateAfterReview', heldAt, plan), plan, reviewId) : [];
  const proposed = proposedAt < heldAt ? undefined : proposedAt;
  return [
    ...met(metBy(reviewType, wholePlan), heldAt, reviewId, plan, { closedAt }),
    ...met(['reviewClosure'], closedAt, reviewId, plan, { concerned: (one) => isOfReview(one, reviewId, plan) }),
    ...(proposed === undefined ? update : update.flatMap((made) => updated(made, proposed, reviewId, plan))),
  ];
}

/** An update that was proposed before the review was closed is owed and met, however late the closing. */
function updated(
  made: Decided<ScheduleEvent>,
  proposedAt: Instant,
  reviewId: string,
  plan: Site,
): readonly Decided<ScheduleEvent>[] {
  if (made.type !== 'ObligationCreated') return [];
  const obligations: readonly Obligation[] = [{ ...made.payload, status: 'open', missed: false }];
  const state = { ...plan.state, obligations };
  return [made, ...met([made.payload.kind], proposedAt, reviewId, { ...plan, state })];
}

/** What is owed for one review is met by that one: another that is still open has its own. */
function isOfReview({ obligationId, kind }: Obligation, reviewId: string, { planId }: Site): boolean {
  return obligationId === uuidV5(planId, kind, reviewId);
}

/** E6: the clocks of a plan that was ended with its service begin anew with the next one. */
function onResuming(
  { episodeId, startedAt }: Extract<ScheduleCommand, { type: 'ResumeSchedule' }>,
  plan: Site,
): readonly Decided<ScheduleEvent>[] {
  const { planId, context } = plan;
  const ended = plan.state.stopped?.serviceEnded;
  const state = resumedFrom(plan.state);
  if (stoppedBy(planId, state, context) !== undefined) return [];
  const from = latest(startedAt, ended ?? startedAt);
  const { versionNo = 0 } = knownIn(context).plans?.[planId] ?? {};
  const running = versionNo > 0 || state.obligations.some(({ kind }) => ON_PUBLICATION.includes(kind));
  const absent = running ? ON_PUBLICATION.filter((kind) => currentOf(state, kind) === undefined) : [];
  return [
    ...(ended === undefined ? [] : [{ type: 'ScheduleResumed' as const, payload: { planId, episodeId, at: from } }]),
    ...absent.flatMap((kind) => next(kind, from, { ...plan, state })),
  ];
}

function resumedFrom(state: ScheduleState): ScheduleState {
  const { stopped: { serviceEnded: _, ...others } = {}, ...rest } = state;
  return Object.keys(others).length === 0 ? rest : { ...rest, stopped: others };
}

/** A risk that is assessed again has been looked at; one that the person takes is looked at again in its turn (SCOT-094). */
function riskAssessed(
  command: Extract<ScheduleCommand, { type: 'NoteRiskAssessed' }>,
  plan: Site,
): readonly Decided<ScheduleEvent>[] {
  const { riskId, at, name } = command;
  const before = ({ about, arisenAt = '' }: Obligation): boolean => about === riskId && arisenAt < at;
  return [
    ...met(['supportedRiskReview'], at, name, plan, { concerned: before }),
    ...(command.taken ? created(lookAgainAtRisk(command, plan.state, plan), plan, name) : []),
  ];
}

/** How an obligation reads at an instant: `pending` before its window, `missed` while it stays open after its time. */
export function statusAt({ status, missed: known, opensAt }: Obligation, now: Instant): string {
  if (status === 'open' && known) return 'missed';
  if (status === 'open' && opensAt !== undefined && now < opensAt) return 'pending';
  return status;
}
