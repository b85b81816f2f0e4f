import type { Policy, PolicyCommand } from '@carethread/service-kit';
import { carePlan } from '../domain/plan/decide.js';
import type { PlanState } from '../domain/plan/events.js';
import { refusedPublications } from './refused-publications.js';

/** A completed sign-off of a plan publishes the version that was signed (model §3.2). */
export const publishVersionWhenSignOffCompleted: Policy = {
  name: 'publish-version-when-sign-off-completed',
  when: ['consent.sign-off-completed.v1'],
  then: ({ data }) => {
    if (data.subject !== 'planVersion') return [];
    const { subjectId, proposalNo, contentHash, signOffId, completedAt } = data;
    return [
      {
        on: carePlan,
        id: subjectId,
        command: { type: 'PublishVersion', proposalNo, contentHash, signOffId, completedAt } as { type: string },
      },
    ];
  },
};

/** A refused publication is tried again on any fact that could clear its code, except that a date cannot come true twice. */
export const publishAgainWhenAnObstacleMayHaveGone: Policy = {
  name: 'publish-again-when-an-obstacle-may-have-gone',
  when: ['AccessNoticeGiven', 'RiskLinkedToPlan', 'assessment.organisation-set.v1', 'risk.risk-assessed.v1'],
  then: async ({ personId, type, data }, look) => {
    const refused =
      personId === null
        ? await look.find(refusedPublications, { organisationId: data.organisationId })
        : await look.find(refusedPublications, { personId });
    const commands: PolicyCommand[] = [];
    for (const { planId, personId: whose, signOff } of refused) {
      const { proposals } = await look.state<PlanState>(carePlan, planId);
      const proposal = proposals.find(({ proposalNo }) => proposalNo === signOff.proposalNo);
      if (
        proposal?.state !== 'proposed' ||
        proposal.refusedCode === undefined ||
        proposal.refusedCode === 'EFFECTIVE_BEFORE_CONSENT' ||
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
};
