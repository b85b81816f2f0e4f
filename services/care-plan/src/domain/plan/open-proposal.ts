import type { PlanState, Proposal } from './events.js';

/**
 * The proposal that is being signed. One whose day passed before it was signed needs a new proposal and new signatures
 * (model §3.5): it stands in the way of none.
 */
export function openProposal({ proposals }: Pick<PlanState, 'proposals'>): Proposal | undefined {
  const last = proposals.at(-1);
  return last?.state === 'proposed' && last.refusedCode !== 'EFFECTIVE_BEFORE_CONSENT' ? last : undefined;
}
