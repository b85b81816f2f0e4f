import { Refusal } from '@carethread/contracts';
import { heldWithPlan, type Holder } from '@carethread/event-sourcing';
import { type Route, codes, query, commandOn, listOver } from '@carethread/http-api';
import { presentItems } from '@carethread/ledger';
import { copies } from '../../domain/copies/decider.js';
import { copyIndex } from '../../views/copy-index.js';
import { outstandingCopies } from '../../views/outstanding-copies.js';
import { personOfPlan } from '../plan/loaded-plan.js';
import { PL } from '../plan/path.js';
import { copiesSeen, seesTheirsAlone } from './copies-seen.js';

export const copiesRoutes: readonly Route[] = [
  listOver({
    path: '/care-plan/copies',
    summary: 'Copies that were not acknowledged, or could not be made, the oldest first',
    capability: 'readPlan',
    about: 'CPA-48',
    entries: {
      view: outstandingCopies,
      filters: { state: codes('unacknowledged', 'undelivered'), planId: { type: 'string', format: 'uuid' } },
      between: { from: 'since', to: 'until' },
      holder: ({ planId, recipient }): readonly Holder[] => [
        heldWithPlan(planId),
        { kind: 'users', userIds: presentItems(recipient.id) },
      ],
      sees: ({ recipient }, { actor }) => !seesTheirsAlone(actor) || recipient.id === actor.userId,
      item: (one) => ({ id: one.copyId, ...one }),
    },
  }),
  query({
    path: `${PL}/:id/copies`,
    summary: 'The register of copies; those made out to oneself, for whoever has some',
    capability: 'readPlan',
    of: { on: copies },
    person: personOfPlan,
    paged: true,
    answer: (ask) => copiesSeen(ask),
  }),
  commandOn(copies)({
    method: 'POST',
    path: '/care-plan/copies/:copyId/acknowledgement',
    summary: 'Acknowledge a copy',
    capability: 'manageCopies',
    target: async ({ read, params }) => {
      const found = await read.find(copyIndex, params['copyId'] ?? '');
      if (found === undefined) throw new Refusal('NOT_FOUND');
      return found.planId;
    },
    command: ({ params }) => ({ type: 'AcknowledgeCopy', copyId: params['copyId'] ?? '' }),
  }),
];
