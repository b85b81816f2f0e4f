import type { PlanState, Proposal } from './state.js';

type Proposals = Pick<PlanState, 'proposals'>;

/** The proposal that was made last, unless it was published or returned: what is agreed meanwhile is proposed with it (R3). */
export function openProposal({ proposals }: Proposals): Proposal | undefined {
  const last = proposals.at(-1);
  return last?.state === 'proposed' ? last : undefined;
}

/** The same where it is being signed: once its day has passed unsigned it needs a new proposal and new signatures (model §3.5). */
export function beingSigned(state: Proposals): Proposal | undefined {
  const open = openProposal(state);
  return open?.refusedCode === 'EFFECTIVE_BEFORE_CONSENT' ? undefined : open;
}
