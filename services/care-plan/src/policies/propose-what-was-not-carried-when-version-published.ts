import { policyOn, send } from '@carethread/service-kit';
import { carePlan } from '../domain/plan/decide.js';
import type { PlanEvent, PlanState } from '../domain/plan/events.js';

/**
 * R10: a version that takes effect before what was agreed for a later day does not hold it. When it is published, exactly those
 * changes are proposed on top of it, from their own day.
 */
export const proposeWhatWasNotCarriedWhenVersionPublished = policyOn<PlanEvent>()({
  name: 'propose-what-was-not-carried-when-version-published',
  when: ['PlanVersionPublished'],
  then: async ({ data: { planId, proposalNo, versionNo }, recordedAt }, look) => {
    const { proposals } = await look.state<PlanState>(carePlan, planId);
    const notCarried = proposals.find((one) => one.proposalNo === proposalNo)?.notCarried ?? [];
    return notCarried.map(({ effectiveFrom, changes }, index) =>
      send(
        carePlan,
        planId,
        {
          type: 'ProposeAgreedChanges',
          cause: { kind: 'overtaken' },
          changes,
          ...(effectiveFrom > recordedAt ? { effectiveFrom } : {}),
        },
        { name: `${versionNo}.${index}` },
      ),
    );
  },
});
