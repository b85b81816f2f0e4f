import { Text } from '@carethread/contracts';
import { type Route, commandOn, commandFrom } from '@carethread/http-api';
import { uuidV5 } from '@carethread/ledger';
import { breakGlass } from '../../domain/break-glass/decider.js';

export class BreakGlassRequest {
  @Text({ optional: true }) reason?: string;
}

export const breakGlassRoutes: readonly Route[] = [
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
