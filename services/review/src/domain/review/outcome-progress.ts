import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { ReviewFacts } from '../facts.js';
import type { CommandOf } from './commands.js';
import type { Progress, ReviewEvent } from './events.js';
import { isPursued } from './plan-in-force.js';
import { mustBeHeld, scheduledIn, type ReviewState } from './state.js';

/** How an outcome or a goal of the plan is coming on. */
export function assessOutcome(
  { outcomeId, status, personRating }: CommandOf<'AssessOutcome'>,
  state: ReviewState,
  { facts }: Context<ReviewFacts>,
): readonly ReviewEvent[] {
  mustBeHeld(state);
  const plan = facts.plans[scheduledIn(state).planId];
  if (!isPursued(outcomeId, plan)) refuse('REFERENCE_NOT_FOUND', ['outcomeId']);
  const achieved = status === 'achieved' && plan?.achieved?.[outcomeId] === undefined ? true : undefined;
  const progress = present<Progress>({ status, personRating, achieved });
  return [{ type: 'OutcomeProgressRecorded', payload: { outcomeId, ...progress } }];
}

/** Goals and outcomes that this review was the first to call achieved. */
export function achievedHere({ progress }: ReviewState): readonly string[] {
  return Object.entries(progress).flatMap(([id, { achieved }]) => (achieved === true ? [id] : []));
}

/** ENG-121: how many goals were achieved since the last review, this one's own findings included. */
export function goalsAchieved(state: ReviewState): number {
  return new Set([...(state.found?.achieved ?? []), ...achievedHere(state)]).size;
}
