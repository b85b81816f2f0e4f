import { closeTask, tasksOf } from '@carethread/service-kit';
import { policyOn } from '@carethread/runtime';
import type { RiskEvent } from '../domain/risk-assessment/events.js';

/** A risk that was concluded anew, or closed, has been looked at again. */
export const closeReassessmentWhenRiskIs = policyOn<RiskEvent>()({
  name: 'close-reassessment-when-risk-is',
  when: ['RiskAssessed', 'RiskClosed'],
  then: async ({ type, personId, data: { riskId } }, reader) =>
    (await tasksOf(personId, reader, ({ kind, ref }) => kind === 'reassessRisk' && ref['riskId'] === riskId)).map(
      ({ id }) => closeTask(id, type === 'RiskAssessed' ? 'reassessed' : 'closed'),
    ),
});
