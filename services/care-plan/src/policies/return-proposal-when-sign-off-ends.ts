import { policy, send } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';

/** C8: a refused, lapsed or voided sign-off returns the proposal; the version in force stays as it is. */
export const returnProposalWhenSignOffEnds = policy({
  name: 'return-proposal-when-sign-off-ends',
  when: ['consent.sign-off-refused.v1', 'consent.sign-off-lapsed.v1'],
  then: ({ data, type }) =>
    data.subject === 'planVersion'
      ? [
          send(carePlan, data.subjectId, {
            type: 'ReturnProposal',
            proposalNo: data.proposalNo,
            because: type.includes('refused') ? 'refused' : 'lapsed',
          }),
        ]
      : [],
});
