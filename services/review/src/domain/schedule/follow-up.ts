import { endOfDay } from '@carethread/calendar';
import { present, type Instant } from '@carethread/ledger';
import type { CommandOf, FollowUp } from './commands.js';
import { created, met } from './cycles.js';
import { cancellations, openOf } from './open-obligations.js';
import type { Decisions, PlanSchedule } from './plan-schedule.js';
import { obligationBy, obligationFor, WHOLE_PLAN_REVIEWS, type Scheduled, type Wanted } from './rules.js';
import type { Obligation, ScheduleState } from './state.js';

/** SCOT-094: by when it is followed up; undefined where that is obliged already, or no review of the plan is in sight. */
export function followUp(wanted: FollowUp, state: ScheduleState, plan: Scheduled): Wanted | undefined {
  const { kind, arisenAt, about } = wanted;
  const due = dueOf(wanted, state, plan);
  const already = (one: Obligation): boolean =>
    about === undefined ? one.dueAt === due && one.status === 'open' && !one.missed : one.about === about;
  if (due === undefined || openOf(state, [kind]).some(already)) return undefined;
  const obligation = obligationBy(kind, due, arisenAt, plan);
  return obligation === undefined || about === undefined ? obligation : { ...obligation, about };
}

/** A risk that is assessed again was followed up by that; one that the person takes is followed up again in its turn (SCOT-094). */
export function riskAssessed(command: CommandOf<'NoteRiskAssessed'>, plan: PlanSchedule): Decisions {
  const { riskId, at, name, taken, reviewOn } = command;
  const before = ({ about, arisenAt = '' }: Obligation): boolean => about === riskId && arisenAt < at;
  const done = met(['supportedRiskReview'], at, name, plan, { concerned: before });
  if (!taken) return done;
  // Whatever was obliged of the risk before has been met.
  const state = { ...plan.state, obligations: plan.state.obligations.filter(({ about }) => about !== riskId) };
  const wanted = { kind: 'supportedRiskReview', arisenAt: at, name, about: riskId, reviewOn };
  return [...done, ...created(followUp(present(wanted), state, plan), plan, name)];
}

export function riskClosed({ riskId }: CommandOf<'NoteRiskClosed'>, { state }: PlanSchedule): Decisions {
  const open = openOf(state, ['supportedRiskReview']).filter(({ about }) => about === riskId);
  return cancellations(open, 'riskClosed');
}

function dueOf({ arisenAt, reviewOn }: FollowUp, state: ScheduleState, plan: Scheduled): Instant | undefined {
  const set = reviewOn === undefined ? '' : endOfDay(reviewOn);
  if (set > arisenAt) return set;
  const whole = openOf(state, WHOLE_PLAN_REVIEWS);
  const [next] = whole
    .filter(({ status, dueAt }) => status === 'open' && dueAt > arisenAt)
    .map(({ dueAt }) => dueAt)
    .sort();
  if (next !== undefined) return next;
  // One was held and is not closed yet: the one after it will count from now at the latest.
  const [held] = whole.filter(({ status }) => status === 'heldAwaitingClosure');
  return held === undefined ? undefined : obligationFor(held.kind, arisenAt, plan, true)?.dueAt;
}
