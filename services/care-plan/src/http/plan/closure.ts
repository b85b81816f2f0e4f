import { Code, When, InstantField } from '@carethread/contracts';
import { type Route, commandOn, commandFrom } from '@carethread/http-api';
import { carePlan } from '../../domain/plan/decider.js';
import { PL } from './path.js';

export class ClosePlanRequest {
  @Code(['serviceEnded', 'transferred', 'deceased', 'replacedByOtherPlan']) reason!: string;
  @When({ optional: true }) closedAt?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const closureRoutes: readonly Route[] = [
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/closure`,
    summary: 'Close a plan',
    capability: 'closePlan',
    body: ClosePlanRequest,
    command: ({ body }) => commandFrom('ClosePlan', body),
  }),
];
