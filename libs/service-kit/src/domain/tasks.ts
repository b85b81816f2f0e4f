import { Refusal } from '@carethread/contracts';
import { COUNCIL, type Decider, heldWithPlan, type Holder } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { PolicyCommand } from '../definition.js';

/** A prompt on somebody's work list (model §14): tasks, alerts, incidents and flags are all one of these. */
export interface TaskState {
  readonly kind: string;
  readonly forRole: string;
  readonly forUserId?: string;
  readonly dueAt?: Instant;
  readonly ref: Readonly<Record<string, string | number>>;
  readonly status: 'none' | 'open' | 'closed';
}

/** What is put on a work list: of which kind, for whom, by when, and about what. */
export type Prompt = Omit<TaskState, 'status'>;

export type TaskEvent =
  | { readonly type: 'TaskRaised'; readonly payload: Prompt }
  | { readonly type: 'TaskClosed'; readonly payload: { readonly by: string; readonly outcome: string } };

export type TaskCommand =
  ({ readonly type: 'RaiseTask' } & Prompt) | { readonly type: 'CloseTask'; readonly outcome: string };

export const task: Decider<TaskState, TaskCommand, TaskEvent> = {
  category: 'task',
  holder: ({ ref, forRole }) => holderOfTask(ref, forRole),
  initial: { kind: '', forRole: '', ref: {}, status: 'none' },
  evolve: (state, event) => {
    switch (event.type) {
      case 'TaskRaised':
        return { ...event.payload, status: 'open' };
      case 'TaskClosed':
        return { ...state, status: 'closed' };
    }
  },
  decide: (command, state, context) => {
    switch (command.type) {
      case 'RaiseTask': {
        const { type: _, ...payload } = command;
        return state.status === 'none' ? [{ type: 'TaskRaised', payload }] : [];
      }
      case 'CloseTask':
        if (state.status === 'none') throw new Refusal('NOT_FOUND');
        return state.status === 'open'
          ? [{ type: 'TaskClosed', payload: { by: context.actor.userId, outcome: command.outcome } }]
          : [];
    }
  },
};

/** A task is of the office that holds what it points at. */
function holderOfTask({ planId, riskId, caseId }: TaskState['ref'], forRole: string): Holder {
  if (typeof planId === 'string') return heldWithPlan(planId);
  if (typeof riskId === 'string') return { kind: 'risk', riskId };
  if (typeof caseId === 'string') return { kind: 'caseOf', caseId };
  return forRole === 'AS' ? COUNCIL : { kind: 'serving' };
}

/** The wish of a policy that puts something on a work list; a task of this id that is there already is left as it is. */
export function raiseTask(id: string, prompt: Prompt): PolicyCommand {
  return { on: task, id, command: { type: 'RaiseTask', ...prompt } };
}
