import { uuidV5 } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { raiseTask, type EscalatedTo } from '@carethread/service-kit';
import type { ScheduleEvent } from '../domain/schedule/events.js';

/** For whom a missed obligation under a plan of a kind is a task, and to whom it is escalated at once. */
interface Concerned {
  readonly leader: string;
  readonly others: readonly { readonly step: EscalatedTo['step']; readonly forRole: string }[];
}

const MANAGER = { step: 'manager', forRole: 'SM' } as const;
const TEAM_MANAGER = { step: 'manager', forRole: 'TM' } as const;
const PROVIDER: Concerned = { leader: 'KW', others: [MANAGER, { step: 'council', forRole: 'AS' }] };
const CONCERNED: Readonly<Record<string, Concerned>> = {
  cpa: { leader: 'CC', others: [TEAM_MANAGER] },
  localAuthority: { leader: 'AS', others: [] },
};

/**
 * C18: a missed obligation is one task, of the keyworker, escalated to the manager and, where commissioned, to the council; for CPA, of
 * the co-ordinator, escalated to the manager of the team.
 */
export const raiseTasksWhenObligationMissed = policyOn<ScheduleEvent>()({
  name: 'tell-those-concerned-when-obligation-missed',
  when: ['ObligationMissed'],
  then: async ({ data, personId }, look) => {
    const { leader, others } = CONCERNED[data.planKind] ?? PROVIDER;
    const escalatedTo: EscalatedTo[] = [];
    for (const { step, forRole } of others)
      escalatedTo.push({ ...(await look.office(personId, forRole, data.organisationId)), step });
    return [
      raiseTask(
        missedTaskOf(data.obligationId),
        {
          kind: 'obligationMissed',
          ...(await look.office(personId, leader, data.organisationId)),
          subject: { kind: 'obligation', id: data.obligationId },
          since: data.dueAt,
          dueAt: data.dueAt,
          ref: { obligationId: data.obligationId, planId: data.planId, obligationKind: data.kind },
        },
        ...escalatedTo,
      ),
    ];
  },
});

/** One task for one obligation, found again when it is met. */
const missedTaskOf = (obligationId: string): string => uuidV5(obligationId, 'obligationMissed');
