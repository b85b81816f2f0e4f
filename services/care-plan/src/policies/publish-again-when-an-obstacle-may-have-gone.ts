import { policyOn, send, type PolicyCommand } from '@carethread/runtime';
import { carePlan } from '../domain/plan/decider.js';
import type { PlanEvent } from '../domain/plan/events.js';
import type { PlanState } from '../domain/plan/state.js';
import { refusedPublications } from '../views/refused-publications.js';

/** What no later fact clears: a date cannot come true twice, and what was withdrawn or is missing is signed anew. */
const LASTING: readonly string[] = ['EFFECTIVE_BEFORE_CONSENT', 'CONSENT_REQUIRED', 'CRISIS_PLAN_REQUIRED'];

/** A refused publication is tried again on any fact that could clear its code. */
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
      const code = proposal?.state === 'proposed' ? proposal.refusedCode : undefined;
      if (code === undefined || LASTING.includes(code)) continue;
      commands.push(send(carePlan, planId, { type: 'PublishVersion', ...signOff }, { personId: whose, name: type }));
    }
    return commands;
  },
});
