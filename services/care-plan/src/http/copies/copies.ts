import { Refusal } from '@carethread/contracts';
import { type Route, query, commandOn } from '@carethread/http-api';
import { copies } from '../../domain/copies/decider.js';
import { copyIndex } from '../../views/copy-index.js';
import { personOfPlan } from '../plan/loaded-plan.js';
import { PL } from '../plan/path.js';
import { copiesSeen } from './copies-seen.js';

export const copiesRoutes: readonly Route[] = [
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
