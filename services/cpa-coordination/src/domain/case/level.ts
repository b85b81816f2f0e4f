import { localDate, startOfDay, type LocalDate } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import { levelFrom } from '../dates.js';
import type { CpaFacts } from '../facts.js';
import { faultsOf } from '../faults.js';
import { levelsOf, periodOn } from '../region/schemes.js';
import type { DecideLevel } from './commands.js';
import type { Decision, Made } from './events.js';
import { levelAt, regionAt } from './in-force.js';
import { departs, isStale, type IndicatorProfile, type Ref } from './indicators.js';
import { regionOf } from './known-region.js';
import type { CpaCaseState } from './state.js';

const RANK: Readonly<Record<string, number>> = { standard: 1, enhanced: 2, complex: 2 };

/** A named human decides, with reasons, on an assessment, a review and what was seen lately (CPA-34 to CPA-37). */
export function decideLevel(command: DecideLevel, state: CpaCaseState, context: Context<CpaFacts>): Made {
  const { now, actor } = context;
  if (actor.role === 'SY') refuse('SYSTEM_CANNOT_DECIDE');
  const today = localDate(now);
  const { to, effectiveFrom = today, emergency = false, overrideReason, reviewId } = command;
  // Today means this very moment, so that the hours before the decision keep the level they had.
  const effective = effectiveFrom === today ? now : startOfDay(effectiveFrom);
  levelFrom(effectiveFrom, context);
  allowedInRegion(to, effectiveFrom, effective, state, context);
  const inForce = levelAt(state, now);
  if (inForce !== undefined && effective < inForce.effectiveFrom) refuse('STATE_CONFLICT', ['effectiveFrom']);
  const from = levelAt(state, effective)?.level ?? 'undecided';
  if (command.from !== undefined && command.from !== from) refuse('STATE_CONFLICT', ['from']);
  // Only a level that somebody has decided can be raised before the assessment and review that every other decision rests on.
  const rank = RANK[from];
  const upwards = emergency && rank !== undefined && (RANK[to] ?? 0) > rank;
  const assessmentRef = upwards ? citedIfAny(command, state, context) : grounds(command, from, state, context);
  if (emergency && !upwards) refuse('REASON_NOT_ALLOWED', ['emergency']);
  const profile = citedProfile(command, state, today, upwards);
  const departsFromLeaning = profile !== undefined && departs(profile.leaning, to);
  if (departsFromLeaning && overrideReason === undefined) refuse('OVERRIDE_REASON_REQUIRED', ['overrideReason']);
  if (command.rationale === undefined) return refuse('REASON_REQUIRED', ['rationale']);
  const decision: Decision = present({
    decidedBy: actor.userId,
    rationale: command.rationale,
    departsFromLeaning,
    emergency: upwards,
    indicatorProfileId: profile?.profileId,
    assessmentRef,
    reviewId,
    overrideReason,
  });
  return [
    {
      type: 'CpaLevelDecided',
      payload: { caseId: context.id, from, to, effectiveFrom, ...decision },
      effectiveFrom: effective,
    },
  ];
}

/** The region is that of the day from which the level holds (CPA-60). */
function allowedInRegion(to: string, date: LocalDate, at: Instant, state: CpaCaseState, context: Context): void {
  const code = regionAt(state, at) ?? regionAt(state, context.now);
  const allowed = code === undefined ? [] : levelsOf(periodOn(regionOf(code, context), date));
  if (!allowed.includes(to)) refuse('LEVEL_NOT_IN_REGION', [to]);
}

/** An emergency waits for nothing; what it cites is there all the same. */
function citedIfAny(command: DecideLevel, state: CpaCaseState, { facts }: Context<CpaFacts>): Ref | undefined {
  const assessmentRef = knownAssessment(command, facts);
  const lost = faultsOf({
    assessmentRef: command.assessmentRef !== undefined && assessmentRef === undefined,
    reviewId: command.reviewId !== undefined && !isReviewOf(command.reviewId, state, facts),
  });
  if (lost.length > 0) refuse('REFERENCE_NOT_FOUND', lost);
  return assessmentRef;
}

/** A closed review of one of the person's CPA plans, held under this case and not one that was closed before. */
function isReviewOf(reviewId: string, { acceptedOn }: CpaCaseState, { reviews, cpaPlans, plans }: CpaFacts): boolean {
  const review = reviews[reviewId];
  return (
    review !== undefined &&
    review.heldAt >= startOfDay(acceptedOn) &&
    (cpaPlans.includes(review.planId) || plans[review.planId] !== undefined)
  );
}

function knownAssessment({ assessmentRef }: DecideLevel, { assessments }: CpaFacts): Ref | undefined {
  if (assessmentRef === undefined) return undefined;
  const known = assessments[assessmentRef.id];
  if (known === undefined || (assessmentRef.version ?? known.version) > known.version) return undefined;
  return { id: assessmentRef.id, version: assessmentRef.version ?? known.version };
}

/** The first decision rests on a completed assessment, each later one on a closed review too. */
function grounds(
  command: DecideLevel,
  from: string,
  state: CpaCaseState,
  { facts }: Context<CpaFacts>,
): Ref | undefined {
  const assessmentRef = knownAssessment(command, facts);
  const { reviewId } = command;
  const reviewed = reviewId === undefined ? from === 'undecided' : isReviewOf(reviewId, state, facts);
  const missing = faultsOf({ assessmentRef: assessmentRef === undefined, reviewId: !reviewed });
  if (missing.length > 0) refuse('ASSESSMENT_AND_REVIEW_REQUIRED', missing);
  return assessmentRef;
}

/** The profile that the decision cites, the latest where it names none; an emergency does not wait for a new one. */
function citedProfile(
  { indicatorProfileId }: DecideLevel,
  { profiles }: CpaCaseState,
  today: LocalDate,
  upwards: boolean,
): IndicatorProfile | undefined {
  const cited =
    indicatorProfileId === undefined
      ? profiles.at(-1)
      : profiles.find(({ profileId }) => profileId === indicatorProfileId);
  if (indicatorProfileId !== undefined && cited === undefined) refuse('REFERENCE_NOT_FOUND', ['indicatorProfileId']);
  if (cited !== undefined && !isStale(cited, today)) return cited;
  if (upwards && indicatorProfileId === undefined) return undefined;
  return refuse('INDICATORS_STALE', ['indicatorProfileId']);
}
