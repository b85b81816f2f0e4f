import { uuidV5 } from '@carethread/ledger';
import { policy } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import { riskAssessment } from '../domain/risk-assessment/decider.js';
import type { RiskState } from '../domain/risk-assessment/state.js';
import { leaderOfRisk } from './leader-of-risk.js';

/** C9: when consent to an action is withdrawn, the risks that hang on it are looked at again. */
export const askForReassessmentWhenConsentWithdrawn = policy({
  name: 'ask-for-reassessment-when-consent-withdrawn',
  when: ['consent.care-consent-withdrawn.v1'],
  then: async ({ data, personId, id }, reader) => {
    if (personId === null) return [];
    const tasks = [];
    for (const riskId of await reader.ids(riskAssessment.category, personId)) {
      const { state, opened } = await reader.state<RiskState>(riskAssessment, riskId);
      const touched =
        data.scope === 'whole' || opened?.actionIds.some((actionId) => data.scope.includes(actionId)) === true;
      if (state !== 'closed' && touched)
        tasks.push(
          raiseTask(uuidV5(id, riskId), {
            kind: 'reassessRisk',
            ...(await leaderOfRisk(personId, opened, reader)),
            subject: { kind: 'risk', id: riskId },
            since: data.withdrawnAt,
            ref: { riskId },
          }),
        );
    }
    return tasks;
  },
});
