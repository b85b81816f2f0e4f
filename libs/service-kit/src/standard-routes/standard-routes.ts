import { obligationTitle, Refusal, ROLES, TASK_PRIORITIES, taskEntry, Text } from '@carethread/contracts';
import { TENANT } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import { absentHolder, holderOfTask, isTaskOf } from '../domain/task-offices.js';
import type { Escalation, TaskState } from '../domain/task-state.js';
import { task } from '../domain/tasks.js';
import { type ServiceRuntime, instantFrom } from '@carethread/runtime';
import {
  codes,
  countedWork,
  NARROWED_BY,
  TIMES,
  runtimeBehind,
  commandOn,
  readOn,
  listOn,
  query,
  type RequestContext,
  type Route,
  personOfStored,
  verifyStored,
} from '@carethread/http-api';
import type { ServiceDefinition } from '../service-definition.js';
import { accessEntries } from './access-entries.js';
import { attachmentRoutes } from './attachment-routes.js';
import { evidenceOf } from './evidence.js';
import { eventTypesOf, inBrief, timelineOf } from './timeline.js';
import { taskList } from '../views/task-list.js';
import { tasksCounted } from './tasks-counted.js';

const MOST_EVENTS = 1_000;

class CompleteTaskRequest {
  @Text({ optional: true }) outcome?: string;
}

/** Of what was missed, what it is. */
function titleOf({ kind, titleCode = kind, ref }: TaskState): string | null {
  const missed = kind === 'obligationMissed' ? obligationTitle(String(ref['obligationKind'])) : undefined;
  return missed === undefined ? (taskEntry(titleCode)?.title ?? null) : `Missed: ${missed}`;
}

type ShownEscalation = Omit<Escalation, 'user' | 'raisedFor'>;

const shownEscalation = ({ user: _, raisedFor: __, ...one }: Escalation): ShownEscalation => one;

/**
 * A task with its title, and why it is here: given by another, or of somebody who is away. Pseudonyms and what it was raised for first
 * are the platform's own.
 */
const shownTask = (task: TaskState, { actor }: Pick<RequestContext, 'actor'>) => {
  const { user: _, raisedFor: __, titleCode, subject, escalations, closed, ...state } = task;
  const absent = absentHolder(task, actor);
  return {
    ...state,
    ...present<{ readonly deputising?: { readonly until: string } }>({ deputising: absent && { until: absent.until } }),
    ...present<{ readonly escalations?: readonly ShownEscalation[] }>({
      escalations: escalations?.map(shownEscalation),
    }),
    ...present<Pick<TaskState, 'subject'>>({ subject: subject?.kind === 'staff' ? undefined : subject }),
    titleCode: titleCode ?? state.kind,
    title: titleOf(task),
    ...present<Pick<TaskState, 'closed'>>({ closed }),
  };
};
/** On a list each task says whose it is about: its reader may have named nobody. */
const listedTask = (personId: string | null, state: TaskState, ask: Pick<RequestContext, 'actor'>) => ({
  ...present<{ readonly personId?: string }>({ personId: personId ?? undefined }),
  ...shownTask(state, ask),
});
const TASK_FILTERS = {
  // Not an enum: the record holds kinds that are no longer raised, and a client may ask for one that nothing raises.
  kind: { type: 'string' },
  status: codes('open', 'closed'),
  forRole: codes(...Object.keys(ROLES)),
  priority: codes(...TASK_PRIORITIES),
} as const;
const seesTask = (state: TaskState, { actor }: RequestContext): boolean => isTaskOf(state, actor);

/** What every service offers besides its own routes: work lists, stored envelopes, verification, who looked, and attachments. */
export function standardRoutes({
  path,
  deciders,
  attachments,
  countedWork: lists = [],
}: Pick<ServiceDefinition, 'path' | 'deciders' | 'attachments' | 'countedWork'>): readonly Route[] {
  const ofAttachments = attachments === undefined ? [] : attachmentRoutes(path, attachments);
  const types = eventTypesOf([deciders, task, attachments?.decider ?? []].flat());
  return [
    ...ofAttachments,
    listOn(task)({
      path: `/${path}/tasks`,
      summary: 'Open tasks for the caller and those whom they manage, or the tasks about one person',
      capability: 'work',
      former: 'whole',
      show: (state, { personId }, ask) => listedTask(personId, state, ask),
      sees: seesTask,
      filters: TASK_FILTERS,
      entries: {
        view: taskList,
        counted: true,
        // What is done is on nobody's list: it is found with its person.
        filters: { ...TASK_FILTERS, status: codes('open') },
        holder: ({ state }) => holderOfTask(state),
        sees: ({ state }, { actor }) => isTaskOf(state, actor),
        item: ({ id, revision, etag, personId, state }, ask) => ({
          id,
          revision,
          etag: `"${etag}"`,
          ...listedTask(personId, state, ask),
        }),
      },
    }),
    query({
      path: `/${path}/work/counts`,
      summary: 'How much there is to do for the caller in this service, by kind and by when it is due',
      capability: 'work',
      of: { holder: () => TENANT },
      person: () => null,
      queryParameters: NARROWED_BY,
      answer: async (ask) => ({ body: { ...(await countedWork(ask, [tasksCounted, ...lists])), asOf: ask.now } }),
    }),
    readOn(task)({
      path: `/${path}/tasks/:id`,
      summary: 'A task',
      capability: 'work',
      former: 'whole',
      show: (state, _, ask) => shownTask(state, ask),
      sees: seesTask,
    }),
    commandOn(task)({
      method: 'POST',
      path: `/${path}/tasks/:id/completion`,
      summary: 'Complete a task',
      capability: 'work',
      body: CompleteTaskRequest,
      sees: seesTask,
      command: ({ body }) => ({ type: 'CloseTask', outcome: body.outcome ?? 'done' }),
    }),
    query({
      path: `/${path}/streams/:stream/events`,
      summary: 'The stored envelopes of a stream, as they are',
      capability: 'audit',
      of: { holder: () => TENANT },
      queryParameters: {
        from: { type: 'integer', minimum: 1 },
        limit: { type: 'integer', minimum: 1, maximum: MOST_EVENTS },
      },
      person: (ask) => personOfStream(runtimeBehind(ask), ask.params['stream'] ?? '', ask.tenantId),
      answer: async (ask) => {
        const runtime = runtimeBehind(ask);
        const { params, query } = ask;
        const from = Number(query['from'] ?? 1);
        const limit = Number(query['limit'] ?? 100);
        const events = await runtime.log.readStream(params['stream'] ?? '', { from, to: from + limit - 1 });
        return { body: { items: events.map(({ position, logHash, event }) => ({ position, logHash, event })) } };
      },
    }),
    query({
      path: `/${path}/streams/:stream/verification`,
      summary: 'Whether a stream is whole and unchanged',
      capability: 'audit',
      of: { holder: () => TENANT },
      person: (ask) => personOfStored(runtimeBehind(ask).log, ask.params['stream'] ?? '', ask.tenantId),
      answer: async (ask) => ({ body: await verifyStored(runtimeBehind(ask).log, ask.params['stream'] ?? '') }),
    }),
    query({
      path: `/${path}/persons/:personId/access-entries`,
      summary: 'Who looked at a person’s record in this service',
      capability: 'accessLog',
      of: 'each',
      person: ({ params }) => params['personId'] ?? null,
      paged: true,
      answer: (ask) => accessEntries(ask),
    }),
    query({
      path: `/${path}/persons/:personId/evidence`,
      summary: 'What this service recorded about a person, as its audit export holds it',
      capability: 'audit',
      of: { holder: () => ({ kind: 'person' }) },
      queryParameters: TIMES,
      person: ({ params }) => params['personId'] ?? null,
      answer: (ask) => evidenceOf(ask),
    }),
    query({
      path: `/${path}/persons/:personId/timeline`,
      summary: 'This service’s own events about a person, as known at an instant',
      capability: 'replay',
      of: { holder: () => ({ kind: 'person' }) },
      paged: true,
      queryParameters: {
        ...TIMES,
        type: { ...codes(...types), description: 'Events of one type' },
        fields: { ...codes('summary'), description: 'Without what the events say' },
      },
      person: ({ params }) => params['personId'] ?? null,
      answer: async (ask) => {
        const runtime = runtimeBehind(ask);
        const { params, query } = ask;
        const { knownAt, final } = await ask.settledAt(query['knownAt']);
        const until = query['effectiveAt'];
        const effectiveAt = until === undefined ? undefined : instantFrom('effectiveAt', until);
        const { items, gaps } = await timelineOf(runtime, params['personId'] ?? '', knownAt, effectiveAt);
        const wanted = items.filter(({ type }) => query['type'] === undefined || type === query['type']);
        return {
          body: { items: query['fields'] === 'summary' ? wanted.map(inBrief) : wanted, gaps },
          headers: { 'X-Known-At-Final': String(final) },
        };
      },
    }),
  ];
}

async function personOfStream(runtime: ServiceRuntime, stream: string, tenantId: string): Promise<string | null> {
  const [first] = await runtime.log.readStream(stream, { to: 1 });
  if (first === undefined || first.event.tenantId !== tenantId) throw new Refusal('NOT_FOUND');
  return first.event.personId;
}
