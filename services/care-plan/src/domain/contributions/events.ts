import type { Party } from '../plan/payloads.js';

/** What somebody would like to see in a plan. */
export type Suggestion = {
  readonly contributionId: string;
  readonly planId: string;
  readonly section: string;
  /** The need, goal, action … that it is about. */
  readonly itemId?: string;
  readonly text: string;
  /** Who said it, where that is not the one who wrote it down. */
  readonly contributor?: Party;
  readonly by: string;
  readonly role: string;
};

export type Answer = {
  readonly contributionId: string;
  readonly outcome: 'confirmed' | 'declined';
  readonly reason?: string;
  readonly by: string;
};

export type ContributionsEvent =
  | { readonly type: 'ContributionSuggested'; readonly payload: Suggestion }
  | { readonly type: 'ContributionAnswered'; readonly payload: Answer };
