import type { ShownAt } from '@carethread/http-api';
import { present, type Instant } from '@carethread/ledger';
import { feedbackMissing } from '../../domain/review/feedback.js';
import { goalsAchieved } from '../../domain/review/outcome-progress.js';
import type { ReviewState } from '../../domain/review/state.js';

type WhenThere = {
  readonly type?: string;
  readonly heldAt?: Instant;
  readonly outcome?: NonNullable<ReviewState['outcome']>;
  readonly closedAt?: Instant;
};

/** A review as it is read, with what it found and what became of that. */
export function shownReview(shown: ReviewState, { at }: ShownAt) {
  const { scheduled, startedAt, outcome, closedAt, found, considered = [], riskOutcomes = {}, ...state } = shown;
  return {
    ...scheduled,
    ...state,
    gathered: (found?.gathered ?? []).map((one) => ({ ...one, considered: considered.includes(one.id) })),
    risks: (found?.risks ?? []).map((risk) => ({ ...risk, ...riskOutcomes[risk.riskId] })),
    goalsAchieved: goalsAchieved(shown),
    ...present<WhenThere>({ type: scheduled?.reviewType, heldAt: startedAt, outcome, closedAt }),
    feedbackMissing: feedbackMissing(shown, at),
  };
}
