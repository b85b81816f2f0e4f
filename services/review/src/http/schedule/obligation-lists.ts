import { OBLIGATIONS } from '@carethread/contracts';
import { heldWithPlan } from '@carethread/event-sourcing';
import { codes, listOver, type Route } from '@carethread/http-api';
import { obligationList, type ListedObligation } from '../../views/obligation-list.js';

const KIND = codes(...Object.keys(OBLIGATIONS));
const STATES = {
  ...codes('open', 'missed', 'heldAwaitingClosure'),
  description: 'By its status',
} as const;

const holder = ({ planId }: ListedObligation) => heldWithPlan(planId);

/** What is owed to many people: by when it is due, what is due longest first. */
export const obligationListRoutes: readonly Route[] = [
  listOver({
    path: '/review/obligations',
    summary: 'What is owed to the people of the caller’s, by when: what is due first comes first',
    capability: 'readReview',
    entries: {
      view: obligationList,
      filters: { kind: KIND, state: STATES },
      between: { from: 'dueFrom', to: 'dueTo' },
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
