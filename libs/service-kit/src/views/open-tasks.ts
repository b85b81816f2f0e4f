import { viewOf } from '@carethread/runtime';
import type { TaskEvent } from '../domain/tasks.js';

export interface OpenTask {
  readonly taskId: string;
  readonly personId: string | null;
  readonly tenantId: string;
  /** The pseudonym of the user it is for; `unnamed` on tasks stored before pseudonyms were kept with them. */
  readonly user?: string;
}

const UNNAMED = 'unnamed';
const idOf = ({ meta }: { readonly meta: { readonly stream: string } }): string => meta.stream.slice('task-'.length);
const userOf = ({ user, forUserId }: { readonly user?: string; readonly forUserId?: string }) =>
  user === undefined && forUserId === undefined ? {} : { user: user ?? UNNAMED };

/** Every open task by person and by whom it is for: the policies that move tasks with an office find them here. */
export const openTasks = viewOf<OpenTask, TaskEvent>()({
  name: 'openTasks',
  version: 1,
  indexes: ['personId', 'tenantId', 'user'],
  index: ({ personId, tenantId, user }) => ({ personId, tenantId, user: user ?? null }),
  on: {
    TaskRaised: {
      key: idOf,
      fold: (_, { data, meta: { personId, tenantId } }, taskId) => ({ taskId, personId, tenantId, ...userOf(data) }),
    },
    TaskReassigned: {
      key: idOf,
      fold: (doc, { data }) => doc && { ...withoutUser(doc), ...userOf(data) },
    },
    TaskClosed: { key: idOf, fold: () => undefined },
  },
});

function withoutUser({ user: _, ...doc }: OpenTask): OpenTask {
  return doc;
}

export const unnamedTasks = (tenantId: string) => ({ tenantId, user: UNNAMED });
