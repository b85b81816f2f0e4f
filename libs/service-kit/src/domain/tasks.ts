import { refuse, taskEntry, type TaskKind, type TaskPriority } from '@carethread/contracts';
import {
  COUNCIL,
  heldBy,
  heldWithPlan,
  TENANT,
  type ActingParty,
  type Context,
  type Decider,
  type Holder,
} from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import { isOfficeOf, type Office } from '@carethread/access';
import { send, type PolicyCommand } from '@carethread/runtime';

/** What a task is about. A member of staff stands under their pseudonym, since the person it is about neither sees nor closes it. */
export type TaskSubject = {
  readonly kind:
    'person' | 'staff' | 'plan' | 'case' | 'risk' | 'restriction' | 'obligation' | 'handover' | 'attachment';
  readonly id: string;
};

/** What is put on a work list: of which kind, for whom, since when and by when, and about what. */
export type Prompt = Office & {
  readonly kind: TaskKind;
  readonly subject?: TaskSubject;
  /** When it began to be owed; by default when it was raised. */
  readonly since?: Instant;
  readonly dueAt?: Instant;
  readonly ref: Readonly<Record<string, string | number>>;
};

/** As it was stored first, without the optional members. */
type Raised = Omit<Prompt, 'kind'> & {
  readonly kind: string;
  readonly titleCode?: string;
  readonly priority?: TaskPriority;
  readonly closesWhen?: readonly string[];
  /** The pseudonym of `forUserId`: what an index may hold in the clear. */
  readonly user?: string;
};

type Reassigned = Office & {
  readonly user?: string;
  /** The code of what happened to the office. */
  readonly because: string;
};

/** A prompt on somebody's work list (model §14): tasks, alerts, incidents and flags are all one of these. */
export type TaskState = Raised & {
  readonly status: 'none' | 'open' | 'closed';
  /** The office that it was raised for, even if another has it now. */
  readonly raisedFor?: string;
  /** Why whoever has it now has it, since when, and whose it was. */
  readonly reassigned?: { readonly because: string; readonly at: Instant; readonly fromUserId?: string };
  readonly closed?: { readonly by: string; readonly outcome: string };
};

type Moved = NonNullable<TaskState['reassigned']>;

export type TaskEvent =
  | { readonly type: 'TaskRaised'; readonly payload: Raised }
  | { readonly type: 'TaskReassigned'; readonly payload: Reassigned }
  | { readonly type: 'TaskDueChanged'; readonly payload: { readonly dueAt: Instant } }
  | { readonly type: 'TaskClosed'; readonly payload: { readonly by: string; readonly outcome: string } };

export type TaskCommand =
  | ({ readonly type: 'RaiseTask' } & Prompt)
  | ({ readonly type: 'ReassignTask'; readonly because: string } & Office)
  | { readonly type: 'ChangeTaskDue'; readonly dueAt: Instant }
  | { readonly type: 'CloseTask'; readonly outcome: string };

export const task: Decider<TaskState, TaskCommand, TaskEvent> = {
  category: 'task',
  keyClass: 'core',
  holder: (state) => holderOfTask(state),
  initial: { kind: '', forRole: '', ref: {}, status: 'none' },
  evolve: {
    TaskRaised: (_, { payload }) => ({ ...payload, status: 'open', raisedFor: payload.forRole }),
    TaskReassigned: (state, { payload: { because, ...office }, meta: { recordedAt: at } }) => {
      const { forUserId: fromUserId, organisationId: _, teamId: __, user: ___, ...same } = state;
      return { ...same, ...office, reassigned: present<Moved>({ because, at, fromUserId }) };
    },
    TaskDueChanged: (state, { payload: { dueAt } }) => ({ ...state, dueAt }),
    TaskClosed: (state, { payload }) => ({ ...state, status: 'closed', closed: payload }),
  },
  admits: ({ type }, { status }) => type === 'RaiseTask' || status !== 'none' || refuse('NOT_FOUND'),
  decide: {
    RaiseTask: (command, { status }, context) =>
      status === 'none' && isOwed(command, context) ? [raised(command, context)] : [],
    ReassignTask: ({ type: _, because, ...office }, state, context) => {
      mustBePlatform(context);
      if (state.status === 'closed' || isAlready(state, office)) return [];
      return [{ type: 'TaskReassigned', payload: { ...withPseudonym(office, context), because } }];
    },
    ChangeTaskDue: ({ dueAt }, state, context) => {
      mustBePlatform(context);
      return state.status === 'closed' || state.dueAt === dueAt ? [] : [{ type: 'TaskDueChanged', payload: { dueAt } }];
    },
    CloseTask: ({ outcome }, state, context) => close(outcome, state, context),
  },
};

/** A task is its office's: the organisation that it names; on older tasks, the holder of what it points at. */
export function holderOfTask({ ref: { planId, riskId, caseId }, forRole, organisationId }: TaskState): Holder {
  if (forRole === 'AS') return COUNCIL;
  if (forRole === 'PE') return { kind: 'person' };
  if (forRole === 'DP') return TENANT;
  if (organisationId !== undefined) return heldBy(organisationId);
  if (typeof planId === 'string') return heldWithPlan(planId);
  if (typeof riskId === 'string') return { kind: 'risk', riskId };
  return typeof caseId === 'string' ? { kind: 'caseOf', caseId } : { kind: 'serving' };
}

/** R38: after a death no task is raised, also not by events that arrive late; an incident is investigated all the same. */
function isOwed({ kind }: Pick<Prompt, 'kind'>, { facts }: Context): boolean {
  const isOfTheDead = typeof facts === 'object' && facts !== null && 'deceased' in facts && facts.deceased === true;
  return !isOfTheDead || taskEntry(kind)?.incident === true;
}

function raised({ type: _, ...prompt }: Extract<TaskCommand, { type: 'RaiseTask' }>, context: Context): TaskEvent {
  const { title: __, incident: ___, priority, closesWhen } = taskEntry(prompt.kind) ?? { title: '', incident: false };
  const office = isAboutThem(prompt, context) ? withoutHolder(prompt) : prompt;
  return {
    type: 'TaskRaised',
    payload: present({
      since: context.now,
      ...withPseudonym(office, context),
      titleCode: prompt.kind,
      priority,
      closesWhen,
    }),
  };
}

function isAboutThem({ subject, forUserId }: Prompt, { pseudonym }: Context): boolean {
  return subject?.kind === 'staff' && forUserId !== undefined && pseudonym(forUserId) === subject.id;
}

function withoutHolder({ forUserId: _, ...prompt }: Prompt): Prompt {
  return prompt;
}

function withPseudonym<Given extends Office>(given: Given, { pseudonym }: Context): Given & { readonly user?: string } {
  return given.forUserId === undefined ? given : { ...given, user: pseudonym(given.forUserId) };
}

function mustBePlatform({ actor }: Context): void {
  if (actor.role !== 'SY') refuse('ROLE_NOT_PERMITTED');
}

function isAlready(state: TaskState, office: Office): boolean {
  return (['forRole', 'forUserId', 'organisationId', 'teamId'] as const).every((name) => state[name] === office[name]);
}

function close(outcome: string, state: TaskState, { actor }: Context): readonly TaskEvent[] {
  if (actor.role !== 'SY' && !isTaskOf(state, actor)) refuse('NOT_FOUND');
  if (state.status === 'open') return [{ type: 'TaskClosed', payload: { by: actor.userId, outcome } }];
  const same = state.closed?.by === actor.userId && state.closed.outcome === outcome;
  // A policy may close a task that a person has closed already: that changes nothing.
  if (!same && actor.role !== 'SY') refuse('STATE_CONFLICT', ['closed']);
  return [];
}

/** Roles that see every task of their tenant: the auditor and the data protection officer. */
const OVERSEERS: readonly string[] = ['AU', 'DP'];

/** Whether a task stands on somebody's list: those it is for, their manager, auditor and data protection officer; never the one it is about. */
export function isTaskOf(state: TaskState, actor: ActingParty): boolean {
  if (state.subject?.kind === 'staff' && state.subject.id === actor.user) return false;
  if (actor.roles.some((role) => OVERSEERS.includes(role))) return true;
  // On lists, what is about no person names whom it is for by the pseudonym alone.
  const { forUserId = state.user === actor.user ? actor.userId : state.user } = state;
  if (absentHolder(state, actor) !== undefined) return isOfficeOf({ ...state, forUserId: actor.userId }, actor);
  return isOfficeOf(present({ ...state, forUserId }), actor);
}

/** Whose deputy the actor is, where a task is for somebody who is away; a task stored without a pseudonym is for its holder alone. */
export function absentHolder(
  { user }: Pick<TaskState, 'user'>,
  { standsInFor = [] }: Pick<ActingParty, 'standsInFor'>,
): { readonly user: string; readonly until: Instant } | undefined {
  return user === undefined ? undefined : standsInFor.find((one) => one.user === user);
}

/** The command of a policy that puts something on a work list; a task of this id that is there already is left as it is. */
export function raiseTask(id: string, prompt: Prompt): PolicyCommand {
  return send(task, id, { type: 'RaiseTask', ...prompt });
}

/** The command of a policy that gives a task to the present holder of the office. */
export function reassignTask(id: string, office: Office, because: string): PolicyCommand {
  return send(task, id, { type: 'ReassignTask', ...office, because });
}

/** The command of a policy for which a task is due at another time. */
export function changeTaskDue(id: string, dueAt: Instant): PolicyCommand {
  return send(task, id, { type: 'ChangeTaskDue', dueAt });
}

/** The command of a policy for which a task is done with. */
export function closeTask(id: string, outcome: string): PolicyCommand {
  return send(task, id, { type: 'CloseTask', outcome });
}
