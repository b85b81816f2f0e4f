import { refuse } from '@carethread/contracts';
import type { Context, Decided } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import type { ContributionsEvent } from './events.js';
import type { ContributionsState } from './state.js';

export type AnswerContribution = {
  readonly type: 'AnswerContribution';
  readonly contributionId: string;
  readonly outcome: 'confirmed' | 'declined';
  readonly reason?: string;
};

/** D17: the plan's lead confirms a suggestion, and then drafts it, or declines it with a reason that its author reads. */
export function answer(
  { contributionId, outcome, reason }: AnswerContribution,
  { all }: ContributionsState,
  { actor }: Context<CarePlanFacts>,
): readonly Decided<ContributionsEvent>[] {
  const found = all.find((one) => one.contributionId === contributionId) ?? refuse('NOT_FOUND');
  if (found.answer !== undefined) refuse('STATE_CONFLICT', [found.answer.outcome]);
  if (outcome === 'declined' && reason === undefined) refuse('REASON_REQUIRED', ['reason']);
  return [{ type: 'ContributionAnswered', payload: present({ contributionId, outcome, reason, by: actor.userId }) }];
}
