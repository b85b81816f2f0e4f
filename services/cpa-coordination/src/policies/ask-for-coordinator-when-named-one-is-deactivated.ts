import { uuidV5 } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import { coordinator } from '../domain/coordinator/decider.js';
import { hasEnded } from '../domain/coordinator/state.js';
import type { CpaCaseEvent } from '../domain/case/events.js';
import { holderOf } from '../domain/case/state.js';
import { caseState, managerOfCase } from './tasks-of-case.js';

/**
 * An account may end in the very moment in which a case is given to it. No case is left without a co-ordinator who can act: the
 * manager names another.
 */
export const askForCoordinatorWhenNamedOneIsDeactivated = policyOn<CpaCaseEvent>()({
  name: 'ask-for-coordinator-when-named-one-is-deactivated',
  when: ['CpaCaseOpened', 'CareCoordinatorReallocated'],
  then: async ({ id, data: { caseId, user } }, look) =>
    hasEnded(await look.state(coordinator, user), holderOf(await caseState(caseId, look)))
      ? [
          raiseTask(uuidV5(id, 'coordinatorRequired'), {
            kind: 'coordinatorRequired',
            ...(await managerOfCase(caseId, look)),
            subject: { kind: 'case', id: caseId },
            ref: { caseId },
          }),
        ]
      : [],
});
