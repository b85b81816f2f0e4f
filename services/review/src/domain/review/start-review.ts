import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { ReviewFacts } from '../facts.js';
import { mustBeNoOther } from '../party.js';
import type { CommandOf } from './commands.js';
import type { Gathered, ReviewEvent, Scheduled } from './events.js';
import { mustBeOpen } from './schedule-review.js';
import { achievedSince, newFor, risksTaken } from './since-last-review.js';
import { scheduledIn, type ReviewState } from './state.js';

/** From its start a review is held. */
export function startReview(
  command: CommandOf<'StartReview'>,
  state: ReviewState,
  context: Context<ReviewFacts>,
): readonly ReviewEvent[] {
  const scheduled = scheduledIn(state);
  const { planId, reviewType, reviewId, wholePlan } = scheduled;
  if (state.state !== 'scheduled') refuse('STATE_CONFLICT', [state.state]);
  mustBeOpen(planId, context.facts);
  mustBeNoOther(command.chair, 'chair', context);
  const { actor, facts, now } = context;
  const window = facts.open[planId]?.['cpaReview'];
  const early = reviewType === 'cpa' && window?.opensAt !== undefined && now < window.opensAt;
  const chair = command.chair ?? { id: actor.userId, role: actor.role };
  const found = gather(scheduled, facts);
  return [
    {
      type: 'ReviewStarted',
      payload: present({ reviewId, planId, reviewType, chair, early, wholePlan, ...found }),
    },
  ];
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
