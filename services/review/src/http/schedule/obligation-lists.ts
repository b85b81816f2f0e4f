import { OBLIGATIONS } from '@carethread/contracts';
import { heldWithPlan, TENANT } from '@carethread/event-sourcing';
import { codes, countedList, countedWork, listOver, NARROWED_BY, query, type Route } from '@carethread/http-api';
import { obligationList, type ListedObligation } from '../../views/obligation-list.js';

const KIND = codes(...Object.keys(OBLIGATIONS));
const STATES = {
  ...codes('open', 'missed', 'heldAwaitingClosure'),
  description: 'By its status',
} as const;

const holder = ({ planId }: ListedObligation) => heldWithPlan(planId);

/** How what is owed is counted: by when it is due. */
export const obligationsCounted = countedList({
  view: obligationList,
  capability: 'readReview',
  countedBy: 'kind',
  order: { at: (instant) => instant },
  where: () => ({}),
  holder,
  kind: ({ kind }) => kind,
});

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
      between: { from: 'dueFrom', to: 'dueTo' },
      counted: true,
      holder,
      item: ({ missed: _, ...one }) => ({ id: one.obligationId, ...one }),
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
