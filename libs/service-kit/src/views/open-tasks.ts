import { present } from '@carethread/ledger';
import { viewOf } from '@carethread/runtime';
import type { TaskEvent } from '../domain/tasks.js';

export interface OpenTask {
  readonly taskId: string;
  readonly personId: string | null;
  readonly tenantId: string;
  /** The pseudonym of the user it is for; `unnamed` on tasks stored before pseudonyms were kept with them. */
  readonly user?: string;
  /** The pseudonym of the user whom it was escalated to by name, and by which step. */
  readonly escalated?: { readonly user: string; readonly step: string };
}

const UNNAMED = 'unnamed';
const idOf = ({ meta }: { readonly meta: { readonly stream: string } }): string => meta.stream.slice('task-'.length);
const userOf = ({ user, forUserId }: { readonly user?: string; readonly forUserId?: string }) =>
  user === undefined && forUserId === undefined ? {} : { user: user ?? UNNAMED };

/** Every open task by person and by whom it is for: the policies that move tasks with an office find them here. */
export const openTasks = viewOf<OpenTask, TaskEvent>()({
  name: 'openTasks',
  version: 2,
  indexes: ['personId', 'tenantId', 'user', 'escalatedTo'],
  index: ({ personId, tenantId, user, escalated }) => ({
    ...{ personId, tenantId },
    user: user ?? null,
    escalatedTo: escalated?.user ?? null,
  }),
  on: {
    TaskRaised: {
      key: idOf,
      fold: (_, { data, meta: { personId, tenantId } }, taskId) => ({ taskId, personId, tenantId, ...userOf(data) }),
    },
    TaskEscalated: { key: idOf, fold: (doc, { data }) => doc && escalatedTo(doc, data) },
    TaskReassigned: {
      key: idOf,
      fold: (doc, { data: { step, ...office } }) => {
        if (doc === undefined) return doc;
        return step === undefined
          ? { ...withoutUser(doc), ...userOf(office) }
          : escalatedTo(doc, present<EscalatedTo>({ step, user: office.user }));
      },
    },
    TaskClosed: { key: idOf, fold: () => undefined },
  },
});

function withoutUser({ user: _, ...doc }: OpenTask): OpenTask {
  return doc;
}

interface EscalatedTo {
  readonly step: string;
  readonly user?: string;
}

function escalatedTo({ escalated, ...doc }: OpenTask, { step, user }: EscalatedTo): OpenTask {
  if (user !== undefined) return { ...doc, escalated: { step, user } };
  return present<OpenTask>({ ...doc, escalated: escalated?.step === step ? undefined : escalated });
}

export const unnamedTasks = (tenantId: string) => ({ tenantId, user: UNNAMED });
