import type { Context, Decided } from '@carethread/event-sourcing';
import type { Opened } from './payloads.js';
import type { PlanEvent } from './events.js';
import { unsigned } from './propose-postponed.js';
import type { PlanState } from './state.js';

export type ReturnProposal = { readonly type: 'ReturnProposal'; readonly proposalNo: number; readonly because: string };

/** C8: nobody signs the proposal any more; what it put off to its own day is seen to. */
export function returnProposal(
  { proposalNo, because }: ReturnProposal,
  state: PlanState,
  opened: Opened,
  { id }: Context,
): readonly Decided<PlanEvent>[] {
  const proposal = state.proposals.find((one) => one.proposalNo === proposalNo);
  if (proposal?.state !== 'proposed') return [];
  return [
    { type: 'ProposalReturned', payload: { proposalNo, because } },
    ...unsigned(proposal, because, state, opened, id),
  ];
}
