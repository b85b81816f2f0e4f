import { isOfficeOf, type Office } from '@carethread/access';
import { COUNCIL, heldBy, heldWithPlan, TENANT, type ActingParty, type Holder } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import type { TaskState } from './task-state.js';

/** One of those whose task it is: the office that it is for, or one that it was escalated to by a step. */
export type TaskOffice = Office & {
  readonly user?: string;
  readonly raisedFor?: string;
  /** Absent of the office that it is for. */
  readonly step?: string;
};

/** Everybody whose task it is, whom it is for first. */
export function officesOf(state: TaskState): readonly TaskOffice[] {
  const { forRole, forUserId, user, organisationId, teamId, raisedFor, escalations = [] } = state;
  return [present<TaskOffice>({ forRole, forUserId, user, organisationId, teamId, raisedFor }), ...escalations];
}

/** A task is its offices': the organisation that one names; on older tasks, the holder of what it points at. */
export function holderOfTask(state: TaskState): readonly Holder[] {
  return officesOf(state).map((office) => holderOfOffice(office, state));
}

function holderOfOffice(
  { forRole, organisationId }: Office,
  { ref: { planId, riskId, caseId } }: Pick<TaskState, 'ref'>,
): Holder {
  if (forRole === 'AS') return COUNCIL;
  if (forRole === 'PE') return { kind: 'person' };
  if (forRole === 'DP') return TENANT;
  if (organisationId !== undefined) return heldBy(organisationId);
  if (typeof planId === 'string') return heldWithPlan(planId);
  if (typeof riskId === 'string') return { kind: 'risk', riskId };
  return typeof caseId === 'string' ? { kind: 'caseOf', caseId } : { kind: 'serving' };
}

/** Roles that see every task of their tenant: the auditor and the data protection officer. */
const OVERSEERS: readonly string[] = ['AU', 'DP'];

/** Whether a task stands on somebody's list: those it is for, their manager, auditor and data protection officer; never the one it is about. */
export function isTaskOf(state: TaskState, actor: ActingParty): boolean {
  if (state.subject?.kind === 'staff' && state.subject.id === actor.user) return false;
  if (actor.roles.some((role) => OVERSEERS.includes(role))) return true;
  return officesOf(state).some((office) => isTheirs(office, actor) || isAbsentOnes(office, actor));
}

function isTheirs(office: TaskOffice, actor: ActingParty): boolean {
  // On lists, what is about no person names whom it is for by the pseudonym alone.
  const { forUserId = office.user === actor.user ? actor.userId : office.user } = office;
  return isOfficeOf(present({ ...office, forUserId }), actor);
}

function isAbsentOnes(office: TaskOffice, actor: ActingParty): boolean {
  return absentIn(office, actor) !== undefined && isOfficeOf({ ...office, forUserId: actor.userId }, actor);
}

/** Whose deputy the actor is, where they have a task only because somebody is away. */
export function absentHolder(
  state: TaskState,
  actor: ActingParty,
): { readonly user: string; readonly until: Instant } | undefined {
  const offices = officesOf(state);
  if (offices.some((office) => isTheirs(office, actor))) return undefined;
  const office = offices.find((one) => isAbsentOnes(one, actor));
  return office && absentIn(office, actor);
}

/** A task stored without a pseudonym is for its holder alone. */
function absentIn(
  { user }: Pick<TaskOffice, 'user'>,
  { standsInFor = [] }: Pick<ActingParty, 'standsInFor'>,
): { readonly user: string; readonly until: Instant } | undefined {
  return user === undefined ? undefined : standsInFor.find((one) => one.user === user);
}
