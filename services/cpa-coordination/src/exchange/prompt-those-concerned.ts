import { uuidV5 } from '@carethread/ledger';
import {
  policy,
  policyOn,
  raiseTask,
  send,
  task,
  type Look,
  type PolicyCommand,
  type Prompt,
} from '@carethread/service-kit';
import { cpaCase, isOpen } from '../domain/cpa-case.js';
import type { CpaCaseEvent, CpaCaseState, Obligation } from '../domain/cpa-case-events.js';
import { coordinatorAt } from '../domain/in-force.js';

/** One task for one obligation: found again when it is met. */
const taskOf = (caseId: string, { kind, trigger }: Obligation): string => uuidV5(caseId, kind, trigger);

async function stateOf(caseId: string, look: Look): Promise<CpaCaseState> {
  return look.state<CpaCaseState>(cpaCase, caseId);
}

/** The co-ordinator's own work list (CPA-45): the role, and who holds it now. */
async function toCoordinator(caseId: string, look: Look): Promise<Pick<Prompt, 'forRole' | 'forUserId'>> {
  const named = coordinatorAt(await stateOf(caseId, look), look.now);
  return { forRole: 'CC', ...(named === undefined ? {} : { forUserId: named.userId }) };
}

/** CPA-44, CPA-62, CPA-63: what falls due stands on a work list from the day on which it begins to run. */
export const raiseTaskWhenCaseOwesSomething = policyOn<CpaCaseEvent>()({
  name: 'raise-task-when-case-owes-something',
  when: ['CareCoordinatorAllocated', 'CareCoordinatorReallocated', 'CpaLevelReset'],
  then: async ({ data: { caseId } }, look) => {
    const coordinator = await toCoordinator(caseId, look);
    return (await stateOf(caseId, look)).obligations
      .filter(({ status }) => status === 'open')
      .map((one) => {
        const whom = one.kind === 'interimCoordinator' ? { forRole: 'TM' as const } : coordinator;
        return raiseTask(taskOf(caseId, one), { kind: one.kind, ...whom, dueAt: one.dueAt, ref: { caseId } });
      });
  },
});

export const closeTaskWhenObligationEnds = policyOn<CpaCaseEvent>()({
  name: 'close-task-when-obligation-ends',
  when: ['CareCoordinatorReallocated', 'CpaLevelDecided', 'CpaRegionChanged', 'CpaCaseClosed'],
  then: async ({ data: { caseId } }, look) =>
    (await stateOf(caseId, look)).obligations
      .filter(({ status }) => status === 'met' || status === 'metLate' || status === 'cancelled')
      .map((one) => send(task, taskOf(caseId, one), { type: 'CloseTask', outcome: one.status })),
});

export const tellCoordinatorAndTeamWhenObligationMissed = policyOn<CpaCaseEvent>()({
  name: 'tell-coordinator-and-team-when-obligation-missed',
  when: ['CpaObligationMissed'],
  then: async ({ id, data: { caseId, kind } }, look) =>
    [await toCoordinator(caseId, look), { forRole: 'TM' as const }].map((whom) =>
      raiseTask(uuidV5(id, whom.forRole), { kind: 'obligationMissed', ...whom, ref: { caseId, obligationKind: kind } }),
    ),
});

/** CPA-47: contact missed twice running is told to co-ordinator and team, and the disengagement indicator is looked at again. */
export const alertCoordinatorAndTeamWhenContactLapsed = policyOn<CpaCaseEvent>()({
  name: 'alert-coordinator-and-team-when-contact-lapsed',
  when: ['ContactLapsed'],
  then: async ({ id, data: { caseId, failures } }, look) => {
    const coordinator = await toCoordinator(caseId, look);
    return [
      ...[coordinator, { forRole: 'TM' as const }].map((whom) =>
        raiseTask(uuidV5(id, whom.forRole), { kind: 'contactLapsed', ...whom, ref: { caseId, failures } }),
      ),
      raiseTask(uuidV5(id, 'E7'), {
        kind: 'disengagementIndicator',
        ...coordinator,
        ref: { caseId, indicator: 'E7', failures },
      }),
    ];
  },
});

/** C9: the co-ordinator hears that consent to care was withdrawn. */
export const tellCoordinatorWhenConsentWithdrawn = policy({
  name: 'tell-coordinator-when-consent-withdrawn',
  when: ['consent.care-consent-withdrawn.v1'],
  then: async ({ id, data, personId }, look) => {
    if (personId === null) return [];
    const told: PolicyCommand[] = [];
    for (const caseId of await look.ids(cpaCase.category, personId))
      if (isOpen(await stateOf(caseId, look)))
        told.push(
          raiseTask(uuidV5(id, caseId), {
            kind: 'consentWithdrawn',
            ...(await toCoordinator(caseId, look)),
            ref: { caseId, planId: data.planId },
          }),
        );
    return told;
  },
});
