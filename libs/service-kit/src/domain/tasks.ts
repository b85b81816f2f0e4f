import { refuse, taskEntry } from '@carethread/contracts';
import type { Context, Decider } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import type { Office } from '@carethread/access';
import { send, type PolicyCommand } from '@carethread/runtime';
import { holderOfTask, isTaskOf, officesOf } from './task-offices.js';
import type { EscalatedTo, Prompt, Raised, TaskState } from './task-state.js';

type Reassigned = Office & {
  readonly user?: string;
  /** The code of what happened to the office. */
  readonly because: string;
  /** The step by which the task was escalated to the office; absent of the one that it is for. */
  readonly step?: string;
};

type Escalated = Omit<EscalatedTo, 'step'> & { readonly step: string; readonly user?: string };

type Moved = NonNullable<TaskState['reassigned']>;

export type TaskEvent =
  | { readonly type: 'TaskRaised'; readonly payload: Raised }
  | { readonly type: 'TaskEscalated'; readonly payload: Escalated }
  | { readonly type: 'TaskReassigned'; readonly payload: Reassigned }
  | { readonly type: 'TaskDueChanged'; readonly payload: { readonly dueAt: Instant } }
  | { readonly type: 'TaskClosed'; readonly payload: { readonly by: string; readonly outcome: string } };

export type TaskCommand =
  | ({ readonly type: 'RaiseTask'; readonly escalatedTo?: readonly EscalatedTo[] } & Prompt)
  | ({ readonly type: 'EscalateTask' } & EscalatedTo)
  | ({ readonly type: 'ReassignTask'; readonly because: string; readonly step?: string } & Office)
  | { readonly type: 'ChangeTaskDue'; readonly dueAt: Instant }
  | { readonly type: 'CloseTask'; readonly outcome: string };

export const task: Decider<TaskState, TaskCommand, TaskEvent> = {
  category: 'task',
  keyClass: 'core',
  holder: (state) => holderOfTask(state),
  initial: { kind: '', forRole: '', ref: {}, status: 'none' },
  evolve: {
    TaskRaised: (_, { payload }) => ({ ...payload, status: 'open', raisedFor: payload.forRole }),
    TaskEscalated: (state, { payload, meta: { recordedAt: since } }) => ({
      ...state,
      escalations: [...(state.escalations ?? []), { ...payload, since, raisedFor: payload.forRole }],
    }),
    TaskReassigned: (state, { payload: { because, step, ...office }, meta: { recordedAt: at } }) => {
      if (step === undefined) return { ...givenOn(state, because, at), ...office };
      const { escalations = [] } = state;
      const moved = escalations.map((one) => (one.step === step ? { ...givenOn(one, because, at), ...office } : one));
      return { ...state, escalations: moved };
    },
    TaskDueChanged: (state, { payload: { dueAt } }) => ({ ...state, dueAt }),
    TaskClosed: (state, { payload }) => ({ ...state, status: 'closed', closed: payload }),
  },
  admits: ({ type }, { status }) => type === 'RaiseTask' || status !== 'none' || refuse('NOT_FOUND'),
  decide: {
    RaiseTask: ({ type: _, escalatedTo = [], ...prompt }, { status }, context) =>
      status === 'none' && isOwed(prompt, context)
        ? [raised(prompt, context), ...escalatedTo.map((to) => escalated(to, prompt, context))]
        : [],
    EscalateTask: ({ type: _, ...to }, state, context) => {
      mustBePlatform(context);
      if (state.status === 'closed' || isEscalatedTo(state, to)) return [];
      return [escalated(to, state, context)];
    },
    ReassignTask: ({ type: _, because, step, ...office }, state, context) => {
      mustBePlatform(context);
      const before = officesOf(state).find((one) => one.step === step);
      if (state.status === 'closed' || before === undefined || isSame(before, office)) return [];
      return [{ type: 'TaskReassigned', payload: present({ ...withPseudonym(office, context), because, step }) }];
    },
    ChangeTaskDue: ({ dueAt }, state, context) => {
      mustBePlatform(context);
      return state.status === 'closed' || state.dueAt === dueAt ? [] : [{ type: 'TaskDueChanged', payload: { dueAt } }];
    },
    CloseTask: ({ outcome }, state, context) => close(outcome, state, context),
  },
};

/** Without those who had it, and with the trace of it. */
function givenOn<Held extends Office & { readonly user?: string }>(held: Held, because: string, at: Instant) {
  const { forUserId: fromUserId, organisationId: _, teamId: __, user: ___, ...same } = held;
  return { ...same, reassigned: present<Moved>({ because, at, fromUserId }) };
}

/** R38: after a death no task is raised, also not by events that arrive late; an incident is investigated all the same. */
function isOwed({ kind }: Pick<Prompt, 'kind'>, { facts }: Context): boolean {
  const isOfTheDead = typeof facts === 'object' && facts !== null && 'deceased' in facts && facts.deceased === true;
  return !isOfTheDead || taskEntry(kind)?.incident === true;
}

function raised(prompt: Prompt, context: Context): TaskEvent {
  const { title: _, incident: __, priority, closesWhen } = taskEntry(prompt.kind) ?? { title: '', incident: false };
  const office = isAboutThem(prompt, prompt, context) ? withoutHolder(prompt) : prompt;
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

function escalated(to: EscalatedTo, about: Pick<Prompt, 'subject'>, context: Context): TaskEvent {
  const office = isAboutThem(to, about, context) ? withoutHolder(to) : to;
  return { type: 'TaskEscalated', payload: withPseudonym(office, context) };
}

function isAboutThem({ forUserId }: Office, { subject }: Pick<Prompt, 'subject'>, { pseudonym }: Context): boolean {
  return subject?.kind === 'staff' && forUserId !== undefined && pseudonym(forUserId) === subject.id;
}

function withoutHolder<Given extends Office>({ forUserId: _, ...office }: Given): Omit<Given, 'forUserId'> {
  return office;
}

function withPseudonym<Given extends Office>(given: Given, { pseudonym }: Context): Given & { readonly user?: string } {
  return given.forUserId === undefined ? given : { ...given, user: pseudonym(given.forUserId) };
}

function mustBePlatform({ actor }: Context): void {
  if (actor.role !== 'SY') refuse('ROLE_NOT_PERMITTED');
}

function isSame(one: Office, other: Office): boolean {
  return (['forRole', 'forUserId', 'organisationId', 'teamId'] as const).every((name) => one[name] === other[name]);
}

/** A step is taken once, whoever has come to hold its office since. */
function isEscalatedTo({ escalations = [] }: TaskState, { step }: EscalatedTo): boolean {
  return escalations.some((one) => one.step === step);
}

function close(outcome: string, state: TaskState, { actor }: Context): readonly TaskEvent[] {
  if (actor.role !== 'SY' && !isTaskOf(state, actor)) refuse('NOT_FOUND');
  if (state.status === 'open') return [{ type: 'TaskClosed', payload: { by: actor.userId, outcome } }];
  const same = state.closed?.by === actor.userId && state.closed.outcome === outcome;
  // A policy may close a task that a person has closed already: that changes nothing.
  if (!same && actor.role !== 'SY') refuse('STATE_CONFLICT', ['closed']);
  return [];
}

/**
 * The command of a policy that puts something on a work list, and at once on those that it is escalated to; a task of this id that is
 * there already is left as it is.
 */
export function raiseTask(id: string, prompt: Prompt, ...escalatedTo: readonly EscalatedTo[]): PolicyCommand {
  const command = { type: 'RaiseTask', ...prompt } as const;
  return send(task, id, escalatedTo.length === 0 ? command : { ...command, escalatedTo });
}

/** The command of a policy that passes a task on to one more office, by a step that is taken once. */
export function escalateTask(id: string, to: EscalatedTo): PolicyCommand {
  return send(task, id, { type: 'EscalateTask', ...to }, { name: `EscalateTask ${to.step}` });
}

/** The command of a policy that gives a task to the present holder of an office: the one that it is for, or that of a step. */
export function reassignTask(id: string, office: Office, because: string, step?: string): PolicyCommand {
  const command = { type: 'ReassignTask', ...office, because } as const;
  if (step === undefined) return send(task, id, command);
  return send(task, id, { ...command, step }, { name: `ReassignTask ${step}` });
}

/** The command of a policy for which a task is due at another time. */
export function changeTaskDue(id: string, dueAt: Instant): PolicyCommand {
  return send(task, id, { type: 'ChangeTaskDue', dueAt });
}

/** The command of a policy for which a task is done with. */
export function closeTask(id: string, outcome: string): PolicyCommand {
  return send(task, id, { type: 'CloseTask', outcome });
}
