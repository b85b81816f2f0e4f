import type { Instant } from '@carethread/ledger';
import type { Answer, Suggestion } from './events.js';

/** A suggestion, and what became of it. */
export type Contribution = Suggestion & {
  readonly suggestedAt: Instant;
  readonly answer?: Omit<Answer, 'contributionId'> & { readonly answeredAt: Instant };
};

export type ContributionsState = { readonly all: readonly Contribution[] };
