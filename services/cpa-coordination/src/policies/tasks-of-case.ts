import { uuidV5, present } from '@carethread/ledger';
import type { PolicyReader } from '@carethread/runtime';
import type { Office } from '@carethread/access';
import { cpaCase } from '../domain/case/decider.js';
import { type CpaCaseState, type Obligation, holderOf } from '../domain/case/state.js';
import { coordinatorAt, teamAt } from '../domain/case/in-force.js';

/** One task for one obligation: found again when it is met. */
export const taskOf = (caseId: string, { kind, trigger }: Obligation): string => uuidV5(caseId, kind, trigger);

export async function caseState(caseId: string, look: PolicyReader): Promise<CpaCaseState> {
  return look.state<CpaCaseState>(cpaCase, caseId);
}

export async function managerOfCase(caseId: string, look: PolicyReader): Promise<Office> {
  return { forRole: 'TM', ...teamOf(await caseState(caseId, look), look) };
}

/** The co-ordinator's own work list (CPA-45): the role, and who holds it now. */
export async function coordinatorOfCase(caseId: string, look: PolicyReader): Promise<Office> {
  const state = await caseState(caseId, look);
  const forUserId = coordinatorAt(state, look.now)?.userId;
  return present({ forRole: 'CC', ...teamOf(state, look), forUserId });
}

function teamOf(state: CpaCaseState, { now }: PolicyReader): Pick<Office, 'organisationId' | 'teamId'> {
  return present({ organisationId: holderOf(state), teamId: teamAt(state, now)?.teamId });
}
