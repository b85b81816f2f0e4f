import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { signOff } from '../domain/sign-off/decider.js';
import { awaitRiskWhenAssessedMeanwhile } from './await-risk-when-assessed-meanwhile.js';
import { HASH, knowing, plan, requested } from './testing/knowing.js';

const assessed = (planId?: string) =>
  published('risk.risk-assessed.v1', {
    ...{ riskId: 'K', version: 2, contentHash: HASH, actionIds: [], conclusion: 'accept' },
    ...(planId === undefined ? {} : { planId }),
  });
const awaited = (id: string) => send(signOff, id, { type: 'AwaitRisk', riskId: 'K', version: 2 });

it('R25: a plan that is being signed awaits the risks of its own, and those of no plan', async () => {
  const policy = specifyPolicy(
    awaitRiskWhenAssessedMeanwhile,
    knowing(
      {
        S: {},
        COUNCIL: { requested: requested({ subjectId: 'LA' }) },
        RISK: { requested: requested({ subject: 'riskAssessment', subjectId: 'K' }) },
        OVER: { state: 'completed' },
      },
      { plans: { PL: plan, LA: { ...plan, planKind: 'localAuthority' } } },
    ),
  );
  await policy.hears(assessed('PL')).sends(awaited('S'));
  await policy.hears(assessed()).sends(awaited('S'));
  await policy.hears(assessed('LA')).sends(awaited('COUNCIL'));
  await policy.hears(assessed('ANOTHER')).sendsNothing();
});
