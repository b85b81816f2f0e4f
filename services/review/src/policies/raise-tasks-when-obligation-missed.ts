import { uuidV5 } from '@carethread/ledger';
import { policyOn, type PolicyCommand } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import type { ScheduleEvent } from '../domain/schedule/events.js';

/** Who acts on a missed obligation of a kind of plan; of a provider's plan its keyworker, manager and the council's assessor. */
const ROLES: Readonly<Record<string, readonly string[]>> = { cpa: ['CC', 'TM'], localAuthority: ['AS'] };

/** C18: keyworker, manager and, where commissioned, the council learn of a missed obligation; for CPA, the co-ordinator. */
export const raiseTasksWhenObligationMissed = policyOn<ScheduleEvent>()({
  name: 'tell-those-concerned-when-obligation-missed',
  when: ['ObligationMissed'],
  then: async ({ id, data, personId }, look) => {
    const tasks: PolicyCommand[] = [];
    for (const forRole of ROLES[data.planKind] ?? ['KW', 'SM', 'AS'])
      tasks.push(
        raiseTask(uuidV5(id, forRole), {
          kind: 'obligationMissed',
          ...(await look.office(personId, forRole, data.organisationId)),
          subject: { kind: 'obligation', id: data.obligationId },
          since: data.dueAt,
          ref: { obligationId: data.obligationId, planId: data.planId, obligationKind: data.kind },
        }),
      );
    return tasks;
  },
});
