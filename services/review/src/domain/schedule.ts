import { refuse } from '@carethread/contracts';
import { addMonths, endOfDay, justAfter, lateBy, localDate, toDate } from '@carethread/calendar';
import { type Context, type Decided, type Decider, heldWithPlan, type Wake } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import { uuidV5 } from '@carethread/ledger';
import { lookAgain, lookAgainAtRisk } from './look-again.js';
import { openOf, risenBy } from './open-obligations.js';
import { jurisdictionOf, type Following } from './profile-in-force.js';
import type { Obligation, ScheduleCommand, ScheduleEvent, ScheduleState } from './schedule-shapes.js';
import { feedbackDue, MEETS, obligationFor, RECURRING, type Scheduled, type Wanted } from './schedule-rules.js';

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
const CANCEL_REASONS = ['serviceEnded', 'deceased', 'transferred'];
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
        return change(state, event.payload.obligationId, { status: 'heldAwaitingClosure' });
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
      return state.opened === undefined ? [{ type: 'ScheduleOpened', payload }] : [];
    }
    const of = state.opened ?? refuse('NOT_FOUND');
    const opened = { ...of, jurisdiction: jurisdictionOf({ ...of, following: state.following }, context.now) };
    const plan = { ...opened, state, context };
    switch (command.type) {
      case 'FollowProfile':
        return followed(command, plan);
      case 'Oblige':
        return created(obligationFor(command.kind, command.trigger, opened), plan, command.name);
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
              },
              plan,
              command.reviewId,
            )
          : [];
      case 'NoteFeedback':
        return met(['keyworkerFeedback'], command.at, command.reviewId, plan);
      case 'NoteReviewHeld':
        return [
          ...openOf(state, MEETS[command.reviewType] ?? [])
            .filter((one) => one.status === 'open' && command.heldAt <= one.dueAt && risenBy(command.heldAt, one))
            .map(({ obligationId, kind, planId }): Decided<ScheduleEvent> => ({
              type: 'ObligationHeld',
              payload: { obligationId, kind, planId, reviewId: command.reviewId, heldAt: command.heldAt },
            })),
          ...created(obligationFor('reviewClosure', command.heldAt, opened), plan, command.reviewId),
        ];
      case 'NoteReviewClosed':
        return [
          ...met(MEETS[command.reviewType] ?? [], command.heldAt, command.reviewId, plan),
          ...met(['reviewClosure'], command.closedAt, command.reviewId, plan),
          ...(command.outcome !== 'noChange' && opened.jurisdiction === 'SCO' && command.reviewType === 'formal'
            ? created(obligationFor('planUpdateAfterReview', command.heldAt, opened), plan, command.reviewId)
            : []),
        ];
      case 'RecordMonthlyCheck': {
        const { participants = [], personsView = '', findings = '', raisesReview = false } = command;
        // ENG-108: a check is held with the person, or their view is obtained in another way.
        if (personsView === '' && !participants.some(({ kind, id }) => kind === 'person' || id === context.personId))
          refuse('PERSON_NOT_REPRESENTED', ['participants']);
        return [
          { type: 'MonthlyCheckRecorded', payload: { participants, personsView, findings, raisesReview } },
          ...met(['monthlyCheck'], context.now, context.newId('check'), plan),
        ];
      }
      case 'NoteMonitoring': {
        const { needs = '', wishes = '', preferences = '', staffAdherence = 'followed', followUp } = command;
        return [
          {
            type: 'MonitoringNoted',
            payload: { needs, wishes, preferences, staffAdherence, ...(followUp === undefined ? {} : { followUp }) },
          },
        ];
      }
      case 'MarkNotPracticable':
        return notPracticable(command, plan);
      case 'CancelObligation': {
        const { obligationId, kind, planId, status } =
          state.obligations.find((one) => one.obligationId === command.obligationId) ?? refuse('NOT_FOUND');
        if (command.reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
        if (!CANCEL_REASONS.includes(command.reason)) refuse('REASON_NOT_ALLOWED', ['reason']);
        if (status !== 'open') refuse('STATE_CONFLICT', [status]);
        return [{ type: 'ObligationCancelled', payload: { obligationId, kind, planId, reason: command.reason } }];
      }
      case 'CancelAll':
        return state.obligations
          .filter(({ status }) => status === 'open' || status === 'heldAwaitingClosure')
          .map(({ obligationId, kind, planId }) => ({
            type: 'ObligationCancelled',
            payload: { obligationId, kind, planId, reason: command.reason },
          }));
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
        const { domain, description = '', noticedOn = localDate(context.now) } = command;
        if (toDate(noticedOn) > localDate(context.now)) refuse('FUTURE_DATE', ['noticedOn']);
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
      case 'EscalateSeriousOverdue':
        return state.cpaSince === command.since && state.escalatedSince !== command.since
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
    const misses = state.obligations
      .filter(({ status, missed: known }) => status === 'open' && !known)
      .map(({ obligationId, dueAt }): Wake<ScheduleCommand> => ({
        at: justAfter(dueAt),
        name: `miss-${obligationId}`,
        command: { type: 'MissObligation', obligationId },
      }));
    if (state.cpaSince === undefined || state.escalatedSince === state.cpaSince) return misses;
    const since = state.cpaSince;
    const due = endOfDay(addMonths(localDate(since), 12));
    return [
      ...misses,
      { at: justAfter(due), name: 'seriousOverdue', command: { type: 'EscalateSeriousOverdue', since, dueAt: due } },
    ];
  },
};

type Site = Scheduled & {
  readonly planId: string;
  readonly organisationId: string;
  readonly state: ScheduleState;
  readonly context: Context;
};

function change(state: ScheduleState, obligationId: string, to: Partial<Obligation>): ScheduleState {
  return {
    ...state,
    obligations: state.obligations.map((one) => (one.obligationId === obligationId ? { ...one, ...to } : one)),
  };
}

function latest(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

function created(
  wanted: Wanted | undefined,
  { planId, organisationId, state }: Site,
  name: string,
): readonly Decided<ScheduleEvent>[] {
  if (wanted === undefined) return [];
  const obligationId = uuidV5(planId, wanted.kind, name);
  if (state.obligations.some((one) => one.obligationId === obligationId)) return [];
  return [{ type: 'ObligationCreated', payload: { ...wanted, obligationId, planId, organisationId } }];
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
  const absent = running ? ON_PUBLICATION.filter((kind) => openOf(state, [kind]).length === 0) : [];
  const next = { ...plan, jurisdiction };
  return [
    { type: 'ScheduleProfileChanged', payload: { planId, jurisdiction, effectiveFrom } },
    ...absent.flatMap((kind) => created(obligationFor(kind, effectiveFrom, next), next, `profile-${effectiveFrom}`)),
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
  if (versionNo > 1) return updated;
  return [
    ...updated,
    ...ON_PUBLICATION.flatMap((kind) => created(obligationFor(kind, publishedAt, plan), plan, 'first')),
  ];
}

/** One completion meets every open one of its kinds: past ones late, the current one met; the next counts from the day held (rule 12). */
function met(
  kinds: readonly string[],
  metAt: Instant,
  evidenceRef: string,
  plan: Site,
  concerned: (one: Obligation) => boolean = () => true,
): readonly Decided<ScheduleEvent>[] {
  const open = openOf(plan.state, kinds).filter((one) => risenBy(metAt, one) && concerned(one));
  const events = open.map(({ obligationId, kind, planId, dueAt, opensAt }): Decided<ScheduleEvent> => {
    const late = metAt > dueAt;
    return {
      type: 'ObligationMet',
      payload: {
        obligationId,
        kind,
        planId,
        evidenceRef,
        metAt,
        late,
        ...(late ? { lateBy: lateBy(dueAt, metAt) } : {}),
        ...(opensAt !== undefined && metAt < opensAt ? { early: true } : {}),
      },
    };
  });
  const again = [...new Set(open.map(({ kind }) => kind))].filter((kind) =>
    (RECURRING as readonly string[]).includes(kind),
  );
  return [
    ...events,
    ...again.flatMap((kind) => created(obligationFor(kind, metAt, plan, true), plan, `${evidenceRef}-${metAt}`)),
  ];
}

/** A missed one stays open and stays missed; the next cycle is counted from when this one was due (rules 6 and 7). */
function missed(obligationId: string, plan: Site): readonly Decided<ScheduleEvent>[] {
  const found = plan.state.obligations.find((one) => one.obligationId === obligationId);
  if (found === undefined || found.status !== 'open' || found.missed || plan.context.now <= found.dueAt) return [];
  const { kind, planId, dueAt, organisationId } = found;
  const next = (RECURRING as readonly string[]).includes(kind)
    ? created(obligationFor(kind, dueAt, plan, true), plan, dueAt)
    : [];
  return [
    {
      type: 'ObligationMissed',
      payload: {
        obligationId,
        kind,
        planId,
        dueAt,
        detectedAt: plan.context.now,
        organisationId,
        planKind: plan.planKind,
      },
    },
    ...next,
  ];
}

/** A risk that is assessed again has been looked at; one that the person takes is looked at again in its turn (SCOT-094). */
function riskAssessed(
  command: Extract<ScheduleCommand, { type: 'NoteRiskAssessed' }>,
  plan: Site,
): readonly Decided<ScheduleEvent>[] {
  const { riskId, at, name } = command;
  const before = ({ about, arisenAt = '' }: Obligation): boolean => about === riskId && arisenAt < at;
  return [
    ...met(['supportedRiskReview'], at, name, plan, before),
    ...(command.taken ? created(lookAgainAtRisk(command, plan.state, plan), plan, name) : []),
  ];
}

function notPracticable(
  { obligationId, reason }: Extract<ScheduleCommand, { type: 'MarkNotPracticable' }>,
  plan: Site,
): readonly Decided<ScheduleEvent>[] {
  const found = plan.state.obligations.find((one) => one.obligationId === obligationId) ?? refuse('NOT_FOUND');
  if (reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
  if (found.kind !== 'monthlyCheck') refuse('REASON_NOT_ALLOWED', [found.kind]);
  if (found.status !== 'open' || found.missed) refuse('STATE_CONFLICT', [found.missed ? 'missed' : found.status]);
  const { kind, planId, dueAt } = found;
  return [
    { type: 'ObligationNotPracticable', payload: { obligationId, kind, planId, reason } },
    ...created(obligationFor(kind, dueAt, plan, true), plan, dueAt),
  ];
}

/** How an obligation reads at an instant: `pending` before its window, `missed` while it stays open after its time. */
export function statusAt({ status, missed: known, opensAt }: Obligation, now: Instant): string {
  if (status === 'open' && known) return 'missed';
  if (status === 'open' && opensAt !== undefined && now < opensAt) return 'pending';
  return status;
}
