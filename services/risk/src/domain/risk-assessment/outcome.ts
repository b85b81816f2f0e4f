import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { RiskFacts } from '../facts.js';
import type { RiskEvent } from './events.js';
import type { RiskState } from './state.js';

export type RecordRiskOutcome = {
  readonly type: 'RecordRiskOutcome';
  readonly reviewId?: string;
  readonly outcome: string;
  readonly narrative?: string;
};

export function recordOutcome(
  { outcome, narrative = '', reviewId }: RecordRiskOutcome,
  { outcomes }: RiskState,
  { facts }: Context<RiskFacts>,
): readonly RiskEvent[] {
  if (reviewId !== undefined && !facts.reviews.includes(reviewId)) refuse('REFERENCE_NOT_FOUND', ['reviewId']);
  // A review says it once, however often its message arrives (ENG-115).
  const last = outcomes.findLast((one) => one.reviewId === reviewId);
  if (reviewId !== undefined && last?.outcome === outcome && last.narrative === narrative) return [];
  return [{ type: 'RiskOutcomeRecorded', payload: present({ outcome, narrative, reviewId }) }];
}
