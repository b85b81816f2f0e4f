import { present } from '@carethread/ledger';
import type { ContractData } from '@carethread/contracts';
import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { carePlan } from '../domain/plan/decider.js';
import { publishVersionWhenSignOffCompleted } from './publish-version-when-sign-off-completed.js';

const signed = {
  proposalNo: 1,
  contentHash: 'c'.repeat(64),
  signOffId: 'S',
  completedAt: '2026-03-02T09:00:00.000Z',
};
const completed = (subject: string, withdrawalsKnown?: number) =>
  published(
    'consent.sign-off-completed.v1',
    present<ContractData<'consent.sign-off-completed.v1'>>({
      ...signed,
      subjectId: 'PL',
      subject,
      legalBasis: 'consent',
      withdrawalsKnown,
    }),
  );

it('a completed sign-off of a plan publishes what was signed; of anything else it publishes no plan', async () => {
  await specifyPolicy(publishVersionWhenSignOffCompleted)
    .hears(completed('planVersion'))
    .sends(send(carePlan, 'PL', { type: 'PublishVersion', ...signed }));
  await specifyPolicy(publishVersionWhenSignOffCompleted)
    .hears(completed('planVersion', 2))
    .sends(send(carePlan, 'PL', { type: 'PublishVersion', ...signed, withdrawalsKnown: 2 }));
  await specifyPolicy(publishVersionWhenSignOffCompleted).hears(completed('riskAssessment')).sendsNothing();
});
