import { send } from '@carethread/runtime';
import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanEvent } from '../domain/plan/events.js';
import { proposeWhatWasPostponedWhenProposalReturned } from './propose-what-was-postponed-when-proposal-returned.js';

const ends: readonly PlanEvent[] = [
  { type: 'ProposalReturned', payload: { proposalNo: 2, because: 'refused' } },
  { type: 'PublicationRefused', payload: { planId: 'PL', proposalNo: 2, code: 'STALE_VERSION' } },
];

it.each(ends)('R10: $type has the plan propose what that proposal put off to its own day', async (event) => {
  await specifyPolicy(proposeWhatWasPostponedWhenProposalReturned)
    .hears(recorded(event, { stream: 'carePlan-PL' }))
    .sends(send(carePlan, 'PL', { type: 'ProposePostponed' }));
});
