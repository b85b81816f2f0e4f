import { heldWithPlan, type Holder } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import {
  scopesOfHolder,
  streamListOf,
  type KeptStream,
  type KeptStreams,
  type ListEntry,
  type PersonDocument,
} from '@carethread/runtime';
import { review } from '../domain/review/decider.js';
import { NO_REVIEW, type ReviewState } from '../domain/review/state.js';

/** A review that is not over, in ids, codes and dates. */
export type ListedReview = {
  readonly id: string;
  readonly personId: string;
  readonly planId: string;
  readonly type: string;
  readonly state: ReviewState['state'];
  readonly at: Instant;
  readonly obligationIds: readonly string[];
  readonly feedbackDueAt?: Instant;
  /** When it was started: from then on it is held, and waits to be closed. */
  readonly heldAt?: Instant;
  readonly outcome?: string;
};

type Filter = 'type' | 'state' | 'held';
type Reviews = KeptStreams<ReviewState>;

/** What the list shows of a review; its words are read with it alone. */
function withoutWords({ state, scheduled, startedAt, outcome }: ReviewState): ReviewState {
  return {
    ...NO_REVIEW,
    state,
    startedAt,
    scheduled: scheduled && { ...scheduled, place: '', omitted: [] },
    outcome: outcome && { ...outcome, reason: '', changes: [] },
  };
}

const isOver = ({ state }: ReviewState): boolean => state === 'closed' || state === 'notHeld';

/** The reviews that are planned, or held and not closed yet, by when they were set for. */
export const reviewList = streamListOf({
  name: 'reviewList',
  version: 2,
  of: review,
  filters: ['type', 'state', 'held'],
  kept: (after) => (isOver(after) ? undefined : withoutWords(after)),
  entries: entryOf,
});

export const holderOfReview = ({ planId }: ListedReview): Holder => heldWithPlan(planId);

function entryOf(
  { id, state: { state, scheduled, startedAt, outcome } }: KeptStream<ReviewState>,
  person: PersonDocument<Reviews>,
): readonly ListEntry<ListedReview, Filter>[] {
  if (scheduled === undefined) return [];
  const { planId, reviewType: type, at, obligationIds, feedbackDueAt } = scheduled;
  return [
    {
      id,
      scopes: scopesOfHolder(person, heldWithPlan(planId)),
      order: `${at} ${id}`,
      filters: { type, state, held: String(startedAt !== undefined) },
      body: present<ListedReview>({
        id,
        personId: person.personId,
        planId,
        type,
        state,
        at,
        obligationIds,
        feedbackDueAt,
        heldAt: startedAt,
        outcome: outcome?.outcome,
      }),
    },
  ];
}
