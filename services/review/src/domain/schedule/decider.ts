import { refuse } from '@carethread/contracts';
import { addMonths, endOfDay, isProvisional, justAfter, localDate, toDate } from '@carethread/calendar';
import { heldWithPlan, type Context, type Decided, type Decider } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import { lookAgain, lookAgainAtRisk } from './follow-up.js';
import { openOf } from './open-obligations.js';
import { jurisdictionOf } from '../profile-in-force.js';
import { cancelled } from './cancelled.js';
import { firstPublished, followed, onPublication, onResuming } from './clocks.js';
import { continued, created, cycleWakes, met, missed, notPracticable, reopened, type Site } from './cycles.js';
import { evolve, NONE } from './state.js';
import { isOfReview, onClosing, onHolding } from './reviews.js';
import { knownIn, mustRun, stopped, stoppedBy } from './running.js';
import { feedbackDue, obligationFor } from './rules.js';
import type { Obligation, ScheduleCommand, ScheduleEvent, ScheduleState } from './events.js';
import { isThePerson, mustBeNoOther } from '../the-person.js';

/** What is due for one plan, by when and by which rule; kept, missed or met, and never forgotten (model §6). */
export const schedule: Decider<ScheduleState, ScheduleCommand, ScheduleEvent> = {
  category: 'reviewSchedule',
  keyClass: 'socialCare',
  holder: (_, { id }) => heldWithPlan(id),
  initial: NONE,
  edits: ['ScheduleOpened'],
  evolve,
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
                dueAt: laterOf(feedbackDue(command.at, opened.jurisdiction), context.now),
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
        return onHolding(command, plan);
      case 'NoteReviewClosed':
        return onClosing(command, plan);
      case 'RecordMonthlyCheck': {
        const { participants = [], personsView = '', findings = '', raisesReview = false } = command;
        // ENG-108: a check is held with the person of this record, or their view is obtained in another way (R34).
        if (personsView === '' && !participants.some((party) => isThePerson(party, context)))
          refuse('PERSON_NOT_REPRESENTED', ['participants']);
        participants.forEach((party, index) => mustBeNoOther(party, `participants.${index}`, context));
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
        mustBeNoOther(requestedBy, 'requestedBy', context);
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

function laterOf(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}

/** Nothing of a plan happened before there was one. */
function mustFit(planId: string, context: Context): void {
  const openedAt = knownIn(context).plans?.[planId]?.openedAt;
  if (openedAt !== undefined && localDate(context.occurredAt) < localDate(openedAt))
    refuse('TIMESCALE_INVALID', ['occurredAt']);
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
