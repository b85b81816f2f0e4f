import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { signOff } from '../domain/sign-off/decider.js';
import { releaseRiskWhenClosed } from './release-risk-when-closed.js';
import { knowing, requested } from './testing/knowing.js';

const closed = published('risk.risk-closed.v1', { riskId: 'K' });

it('R25: no plan that is being signed awaits a risk that is closed', async () => {
  const risk = { requested: requested({ subject: 'riskAssessment', subjectId: 'K' }) };
  await specifyPolicy(releaseRiskWhenClosed, knowing({ S: {}, RISK: risk, OVER: { state: 'completed' } }))
    .hears(closed)
    .sends(send(signOff, 'S', { type: 'ReleaseRisk', riskId: 'K' }));
  await specifyPolicy(releaseRiskWhenClosed, knowing()).hears(closed).sendsNothing();
});
