import { policy, send } from '@carethread/runtime';
import { schedule } from '../domain/schedule/decider.js';

/** SCOT-085, D12: what a review agreed is carried into the plan when it is proposed, complete; signing is not the keyworker's alone. */
export const noteProposalOnScheduleWhenMade = policy({
  name: 'note-proposal-on-schedule-when-made',
  when: ['care-plan.plan-version-proposed.v1'],
  then: ({ data: { planId }, id, recordedAt }) => [
    send(schedule, planId, { type: 'NoteProposal', proposalId: id, at: recordedAt }),
  ],
});
