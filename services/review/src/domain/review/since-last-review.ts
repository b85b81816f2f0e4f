import { present, type Instant } from '@carethread/ledger';
import type { KnownPlan, KnownRisk, News, ReviewFacts } from '../facts.js';

/** Reviews of the plan as a whole: what is new is new since the last one of them. */
export const WHOLE_PLAN: readonly string[] = ['formal', 'cpa', 'council'];

/** As many as one request can mark; what is beyond them waits for the review after this one. */
const AT_ONCE = 500;

/** What came of a risk that the person takes, as a review keeps it. */
export type RiskOutcome = { readonly riskId: string; readonly outcome: string; readonly narrative?: string };
/** A risk that the person takes while the plan is reviewed; `since` says that it was first taken after the last review. */
export type RiskTaken = { readonly riskId: string; readonly since: boolean } & Partial<RiskOutcome>;

/** Where the plan stood when it was last reviewed as a whole: its last review, else its first publication. */
export function lastReviewedAt({ newSince, reviewedAt }: KnownPlan): Instant | undefined {
  return reviewedAt ?? newSince;
}

/**
 * ENG-118: what was learnt since the plan was first published and no review of it has considered. By id and not by date: what is
 * known late waits for the next review instead of falling between two.
 */
export function newFor(planId: string, { plans, news }: ReviewFacts): readonly News[] {
  const plan = plans[planId];
  return plan === undefined ? [] : news.filter((one) => isNew(one, plan)).slice(0, AT_ONCE);
}

export function isNew({ id, at }: News, { newSince, considered = [] }: KnownPlan): boolean {
  return at > (newSince ?? '') && !considered.includes(id);
}

/** ENG-115: the risks that the person takes, each with what is known to have come of it since the last review. */
export function risksTaken(planId: string, facts: ReviewFacts, reviewId?: string): readonly RiskTaken[] {
  const since = sinceOf(planId, facts);
  return Object.entries(facts.risks)
    .filter(([, { open, taken, planId: of }]) => open && taken && (of ?? planId) === planId)
    .map(([riskId, risk]) => ({ riskId, since: risk.takenAt > since, ...outcomeSince(risk, since, reviewId) }));
}

function outcomeSince({ outcome: known }: KnownRisk, since: Instant, reviewId?: string): Partial<RiskOutcome> {
  if (known === undefined) return {};
  // What another review said belongs to that one.
  const counts = known.reviewId === undefined ? known.at > since : known.reviewId === reviewId;
  const { outcome, narrative } = known;
  return counts ? present({ outcome, narrative }) : {};
}

/** ENG-121: which goals and outcomes were achieved since the last review. */
export function achievedSince(planId: string, facts: ReviewFacts): readonly string[] {
  const since = sinceOf(planId, facts);
  return Object.entries(facts.plans[planId]?.achieved ?? {}).flatMap(([id, at]) => (at > since ? [id] : []));
}

function sinceOf(planId: string, { plans }: ReviewFacts): Instant {
  const plan = plans[planId];
  return plan === undefined ? '' : (lastReviewedAt(plan) ?? '');
}
