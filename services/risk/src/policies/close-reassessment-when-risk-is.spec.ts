import { recorded, specifyPolicy } from '@carethread/runtime/testing';
import { closeTask } from '@carethread/service-kit';
import { withOpenTasks } from '@carethread/service-kit/testing';
import type { RiskEvent } from '../domain/risk-assessment/events.js';
import { closeReassessmentWhenRiskIs } from './close-reassessment-when-risk-is.js';

const closed = (riskId: string) => recorded<RiskEvent>({ type: 'RiskClosed', payload: { riskId, reason: 'over' } });
const assessed = recorded<RiskEvent>({
  type: 'RiskAssessed',
  payload: {
    ...{ riskId: 'K', version: 2, actionIds: [], conclusion: 'avoid', reasons: '', decidedBy: {}, managementPlan: '' },
    ...{ contentHash: '', salts: {}, content: {} },
  },
});

it('C9: a risk that was concluded anew, or closed, is to be looked at no more', async () => {
  const policy = specifyPolicy(
    closeReassessmentWhenRiskIs,
    withOpenTasks({
      T: { kind: 'reassessRisk', ref: { riskId: 'K' } },
      other: { kind: 'riskRefused', ref: { riskId: 'K' } },
    }),
  );
  await policy.hears(assessed).sends(closeTask('T', 'reassessed'));
  await policy.hears(closed('K')).sends(closeTask('T', 'closed'));
  await policy.hears(closed('L')).sendsNothing();
});
