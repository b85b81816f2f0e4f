import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { schedule } from '../domain/schedule/decider.js';
import { noteProposalOnScheduleWhenMade } from './note-proposal-on-schedule-when-made.js';
import { MESSAGE, NOW } from './testing/knowing.js';

it('D12, SCOT-085: a proposal is what updates a plan after its review', async () => {
  const proposed = {
    ...{ planId: 'PL', planKind: 'provider', organisationId: 'O', proposalNo: 2, contentHash: 'a'.repeat(64) },
    ...{ rulePacks: [], jurisdiction: 'SCO', riskRefs: [], cause: { kind: 'review' } },
  };
  await specifyPolicy(noteProposalOnScheduleWhenMade)
    .hears(published('care-plan.plan-version-proposed.v1', proposed))
    .sends(send(schedule, 'PL', { type: 'NoteProposal', proposalId: MESSAGE, at: NOW }));
});
