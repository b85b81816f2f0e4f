import { uuidV5 } from '@carethread/ledger';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { raiseTask } from '@carethread/service-kit';
import { askForReassessmentWhenConsentWithdrawn } from './ask-for-reassessment-when-consent-withdrawn.js';
import { knowing, MESSAGE, NOW, plan } from './testing/knowing.js';

const opened = (...actionIds: readonly string[]) => ({
  opened: { riskId: 'K', planId: 'PL', actionIds, domain: 'falls', framework: 'standard' },
});
const withdrawn = (scope: 'whole' | readonly string[]) =>
  published('consent.care-consent-withdrawn.v1', { planId: 'PL', withdrawnAt: NOW, scope, mode: 'verbal' });
const reassess = (riskId: string) =>
  raiseTask(uuidV5(MESSAGE, riskId), {
    kind: 'reassessRisk',
    forRole: 'KW',
    organisationId: 'O',
    subject: { kind: 'risk', id: riskId },
    since: NOW,
    ref: { riskId },
  });
const risks = { A: opened('a1'), B: opened('a2'), C: { ...opened('a1'), state: 'closed' } } as const;

it('C9: the leader of the plan looks again at each open risk of an action that consent is withdrawn from', async () => {
  const policy = specifyPolicy(askForReassessmentWhenConsentWithdrawn, knowing({ plans: { PL: plan } }, { risks }));
  await policy.hears(withdrawn(['a1'])).sends(reassess('A'));
  await policy.hears(withdrawn('whole')).sends(reassess('A'), reassess('B'));
  await policy.hears(withdrawn(['a3'])).sendsNothing();
});
