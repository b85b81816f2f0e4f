import { OBLIGATIONS } from '@carethread/contracts';
import { heldWithPlan, TENANT } from '@carethread/event-sourcing';
import {
  codes,
  countedList,
  countedWork,
  listOver,
  NARROWED_BY,
  query,
  type RequestContext,
  type Route,
} from '@carethread/http-api';
import { isListedTask } from '@carethread/service-kit';
import { obligationList, type ListedObligation } from '../../views/obligation-list.js';

const KIND = codes(...Object.keys(OBLIGATIONS));
const STATES = {
  ...codes('open', 'missed', 'heldAwaitingClosure'),
  description: 'By its status',
} as const;

const AS_WORK = {
  type: 'string',
  enum: ['true'],
  description:
    'What stands on a list of work by itself: without what a review holds, and what the caller has as a task',
} as const;

const holder = ({ planId }: ListedObligation) => heldWithPlan(planId);

const counted = {
  view: obligationList,
  capability: 'readReview',
  order: { at: (instant: string) => instant },
  holder,
  kind: ({ kind }: ListedObligation) => kind,
} as const;

/** How what is owed is counted: by when it is due. */
const obligationsCounted = countedList({ ...counted, countedBy: 'kind', where: () => ({}) });

/** What is owed as it stands on a list of work: beside tasks, one thing once. */
export const obligationWorkCounted = [
  countedList({ ...counted, countedBy: 'kind', where: () => ({ asWork: 'itself' }) }),
  countedList({ ...counted, where: () => ({ asWork: 'byTask' }), sees: isWorkOf }),
];

/** Whether it stands on the caller's list of work by itself: what has a task there is that task. */
async function isWorkOf({ status, tasks = {}, personId }: ListedObligation, ask: RequestContext): Promise<boolean> {
  if (status === 'heldAwaitingClosure') return false;
  for (const task of Object.values(tasks)) if (await isListedTask(ask, personId, task)) return false;
  return true;
}

/** What is owed to many people: by when it is due, what is due longest first. */
export const obligationListRoutes: readonly Route[] = [
  query({
    path: '/review/obligations/counts',
    summary: 'How much is owed to the people of the caller’s, by kind and by when it is due',
    capability: 'readReview',
    of: { holder: () => TENANT },
    person: () => null,
    queryParameters: NARROWED_BY,
    answer: async (ask) => ({ body: { ...(await countedWork(ask, [obligationsCounted])), asOf: ask.now } }),
  }),
  listOver({
    path: '/review/obligations',
    summary: 'What is owed to the people of the caller’s, by when: what is due first comes first',
    capability: 'readReview',
    entries: {
      view: obligationList,
      filters: { kind: KIND, state: STATES },
      further: { asWork: AS_WORK },
      between: { from: 'dueFrom', to: 'dueTo' },
      counted: true,
      holder,
      sees: (one, ask) => ask.query['asWork'] === undefined || isWorkOf(one, ask),
      item: ({ missed: _, tasks: __, ...one }) => ({ id: one.obligationId, ...one }),
    },
  }),
  // The same, of what was missed and is owed still.
  listOver({
    path: '/review/overdue',
    summary: 'What is overdue for the people of one’s own organisation, the longest first',
    capability: 'holdReview',
    entries: {
      view: obligationList,
      filters: { kind: KIND },
      where: { missed: 'true' },
      between: { from: 'dueFrom', to: 'dueTo' },
      holder,
      item: ({ obligationId, planId, personId, kind, dueAt, organisationId, planKind }) => ({
        obligationId,
        planId,
        personId,
        kind,
        dueAt,
        organisationId,
        planKind,
      }),
    },
  }),
];
