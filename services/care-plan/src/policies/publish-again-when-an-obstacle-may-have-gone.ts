import { policyOn, type PolicyCommand } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanEvent } from '../domain/plan/events.js';
import type { PlanState } from '../domain/plan/state.js';
import { refusedPublications } from '../views/refused-publications.js';

/** A refused publication is tried again on any fact that could clear its code, except that a date cannot come true twice. */
export const publishAgainWhenAnObstacleMayHaveGone = policyOn<PlanEvent>()({
  name: 'publish-again-when-an-obstacle-may-have-gone',
  when: [
    'AccessNoticeGiven',
    'RiskLinkedToPlan',
    'assessment.organisation-set.v1',
    'risk.risk-assessed.v1',
    'risk.risk-closed.v1',
    'consent.sign-off-completed.v1',
  ],
  then: async (fact, reader) => {
    const { personId, type } = fact;
    if (fact.type === 'consent.sign-off-completed.v1' && fact.data.subject !== 'riskAssessment') return [];
    const refused =
      fact.type === 'assessment.organisation-set.v1'
        ? await reader.find(refusedPublications, { organisationId: fact.data.organisationId })
        : await reader.find(refusedPublications, { personId });
    const commands: PolicyCommand[] = [];
    for (const { planId, personId: whose, signOff } of refused) {
      const { proposals } = await reader.state<PlanState>(carePlan, planId);
      const proposal = proposals.find(({ proposalNo }) => proposalNo === signOff.proposalNo);
      if (
        proposal?.state !== 'proposed' ||
        proposal.refusedCode === undefined ||
        proposal.refusedCode === 'EFFECTIVE_BEFORE_CONSENT' ||
        proposal.refusedCode === 'CONSENT_REQUIRED' ||
        proposal.refusedCode === 'CRISIS_PLAN_REQUIRED'
      )
        continue;
      commands.push({
        on: carePlan,
        id: planId,
        personId: whose,
        name: type,
        command: { type: 'PublishVersion', ...signOff },
      });
    }
    return commands;
  },
});
