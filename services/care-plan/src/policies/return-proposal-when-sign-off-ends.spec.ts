import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { carePlan } from '../domain/plan/decider.js';
import { returnProposalWhenSignOffEnds } from './return-proposal-when-sign-off-ends.js';

const ended = { signOffId: 'S', subjectId: 'PL', proposalNo: 2 };
const returned = (because: string) => send(carePlan, 'PL', { type: 'ReturnProposal', proposalNo: 2, because });

it('C8: a sign-off of a plan that is refused or lapses returns the proposal; one of anything else returns none', async () => {
  await specifyPolicy(returnProposalWhenSignOffEnds)
    .hears(published('consent.sign-off-refused.v1', { ...ended, subject: 'planVersion' }))
    .sends(returned('refused'));
  await specifyPolicy(returnProposalWhenSignOffEnds)
    .hears(published('consent.sign-off-lapsed.v1', { ...ended, subject: 'planVersion' }))
    .sends(returned('lapsed'));
  await specifyPolicy(returnProposalWhenSignOffEnds)
    .hears(published('consent.sign-off-refused.v1', { ...ended, subject: 'riskAssessment' }))
    .sendsNothing();
});
