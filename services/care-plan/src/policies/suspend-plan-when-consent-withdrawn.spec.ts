import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { carePlan } from '../domain/plan/decider.js';
import { suspendPlanWhenConsentWithdrawn } from './suspend-plan-when-consent-withdrawn.js';

const withdrawn = {
  planId: 'PL',
  withdrawnAt: '2026-03-02T09:00:00.000Z',
  scope: ['a1'],
  mode: 'spoken',
} as const;
const suspended = (more: object) =>
  send(carePlan, 'PL', {
    type: 'SuspendPlan',
    scope: ['a1'],
    reason: 'consentWithdrawn',
    cause: 'consent',
    from: '2026-03-02T09:00:00.000Z',
    by: { kind: 'person' },
    ...more,
  });

it('C9: consent withdrawn suspends the actions named, from when it was withdrawn, by who withdrew it', async () => {
  await specifyPolicy(suspendPlanWhenConsentWithdrawn)
    .hears(published('consent.care-consent-withdrawn.v1', withdrawn))
    .sends(suspended({}));
  await specifyPolicy(suspendPlanWhenConsentWithdrawn)
    .hears(
      published('consent.care-consent-withdrawn.v1', {
        ...withdrawn,
        withdrawalNo: 2,
        by: { kind: 'attorney', id: 'A' },
      }),
    )
    .sends(suspended({ by: { kind: 'attorney', id: 'A' }, withdrawalNo: 2 }));
});
