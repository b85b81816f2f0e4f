import { Text } from '@carethread/contracts';
import { type Route, codes, commandOn, commandFrom, listOver } from '@carethread/http-api';
import { uuidV5 } from '@carethread/ledger';
import { breakGlass } from '../../domain/break-glass/decider.js';
import { breakGlassOpenings, holdersOfOpening } from '../../views/break-glass-openings.js';

export class BreakGlassRequest {
  @Text({ optional: true }) reason?: string;
}

export const breakGlassRoutes: readonly Route[] = [
  listOver({
    path: '/care-plan/break-glass',
    summary: 'Accesses without the relationship: who, why and whether the data protection officer has looked at it',
    capability: 'accessLog',
    entries: {
      view: breakGlassOpenings,
      filters: {
        reviewed: { ...codes('true', 'false'), description: 'Whether the officer’s task about it is done' },
      },
      between: { from: 'openedFrom', to: 'openedTo' },
      holder: (one) => holdersOfOpening(one),
      item: (one) => ({ ...one }),
    },
  }),
  commandOn(breakGlass)({
    method: 'POST',
    path: '/care-plan/persons/:personId/break-glass',
    summary: 'Open 60 minutes of access without the relationship, for a reason; the DPO is told',
    capability: 'breakGlass',
    body: BreakGlassRequest,
    stream: 'either',
    answers: 201,
    readAt: '/care-plan/plans?personId=:personId',
    target: ({ params, actor }) => uuidV5(params['personId'] ?? '', actor.user),
    command: ({ body }) => commandFrom('OpenBreakGlass', body),
    answer: ({ events }) => ({ until: String(events[0]?.payload['until'] ?? '') }),
  }),
];
