import { uuidV5 } from '@carethread/ledger';
import { policy, type PolicyCommand } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import { cpaCase } from '../domain/case/decider.js';
import { isOpen } from '../domain/case/state.js';
import { caseState, coordinatorOfCase } from './tasks-of-case.js';

/** C9: the co-ordinator acts on consent to care that was withdrawn. */
export const tellCoordinatorWhenConsentWithdrawn = policy({
  name: 'tell-coordinator-when-consent-withdrawn',
  when: ['consent.care-consent-withdrawn.v1'],
  then: async ({ id, data, personId }, look) => {
    if (personId === null) return [];
    const tasks: PolicyCommand[] = [];
    for (const caseId of await look.ids(cpaCase.category, personId))
      if (isOpen(await caseState(caseId, look)))
        tasks.push(
          raiseTask(uuidV5(id, caseId), {
            kind: 'consentWithdrawn',
            ...(await coordinatorOfCase(caseId, look)),
            subject: { kind: 'plan', id: data.planId },
            since: data.withdrawnAt,
            ref: { caseId, planId: data.planId },
          }),
        );
    return tasks;
  },
});
