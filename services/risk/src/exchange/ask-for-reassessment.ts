import { uuidV5 } from '@carethread/ledger';
import { policy, raiseTask } from '@carethread/service-kit';
import { riskAssessment, type RiskState } from '../domain/risk-assessment.js';

/** C9: when consent to an action is withdrawn, the risks that hang on it are looked at again. */
export const askForReassessmentWhenConsentWithdrawn = policy({
  name: 'ask-for-reassessment-when-consent-withdrawn',
  when: ['consent.care-consent-withdrawn.v1'],
  then: async ({ data, personId, id }, look) => {
    if (personId === null) return [];
    const tasks = [];
    for (const riskId of await look.ids(riskAssessment.category, personId)) {
      const { state, opened } = await look.state<RiskState>(riskAssessment, riskId);
      const touched =
        data.scope === 'whole' || opened?.actionIds.some((actionId) => data.scope.includes(actionId)) === true;
      if (state !== 'closed' && touched)
        tasks.push(raiseTask(uuidV5(id, riskId), { kind: 'reassessRisk', forRole: 'KW', ref: { riskId } }));
    }
    return tasks;
  },
});

/** C20: contact that lapsed twice asks for a review of the risk. */
export const askForRiskReviewWhenContactLapsed = policy({
  name: 'ask-for-risk-review-when-contact-lapsed',
  when: ['cpa-coordination.contact-lapsed.v1'],
  then: ({ id, data }) =>
    data.failures >= 2
      ? [
          raiseTask(uuidV5(id, 'riskReview'), {
            kind: 'riskReview',
            forRole: 'CC',
            ref: { caseId: data.caseId, failures: data.failures },
          }),
        ]
      : [],
});
