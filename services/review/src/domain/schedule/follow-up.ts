import { endOfDay } from '@carethread/calendar';
import { present, type Instant } from '@carethread/ledger';
import { openOf } from './open-obligations.js';
import type { LookAgain, Obligation, RiskAgain, ScheduleState } from './events.js';
import { obligationBy, obligationFor, WHOLE_PLAN_REVIEWS, type Scheduled, type Wanted } from './rules.js';

/** SCOT-094: by when it is looked at again; undefined where that is obliged already, or no review of the plan is in sight. */
export function lookAgain(wanted: LookAgain, state: ScheduleState, plan: Scheduled): Wanted | undefined {
  const { kind, arisenAt, about } = wanted;
  const due = dueOf(wanted, state, plan);
  const already = (one: Obligation): boolean =>
    about === undefined ? one.dueAt === due && one.status === 'open' && !one.missed : one.about === about;
  if (due === undefined || openOf(state, [kind]).some(already)) return undefined;
  const obligation = obligationBy(kind, due, arisenAt, plan);
  return obligation === undefined || about === undefined ? obligation : { ...obligation, about };
}

/** Of a risk that was assessed anew, whatever was obliged of it before. */
export function lookAgainAtRisk(
  { riskId, at, name, reviewOn }: RiskAgain,
  state: ScheduleState,
  plan: Scheduled,
): Wanted | undefined {
  const others = state.obligations.filter(({ about }) => about !== riskId);
  const wanted = { kind: 'supportedRiskReview', arisenAt: at, name, about: riskId };
  return lookAgain(present({ ...wanted, reviewOn }), { ...state, obligations: others }, plan);
}

function dueOf({ arisenAt, reviewOn }: LookAgain, state: ScheduleState, plan: Scheduled): Instant | undefined {
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
