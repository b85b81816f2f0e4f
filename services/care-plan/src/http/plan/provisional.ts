import { Code, Nested, PlanContentBody, InstantField } from '@carethread/contracts';
import { type Route, commandOn, commandFrom } from '@carethread/http-api';
import type { JsonObject } from '@carethread/ledger';
import { carePlan } from '../../domain/plan/decider.js';
import { PL } from './path.js';

export class PublishProvisionalRequest {
  @Code(['verbal', 'bestInterests', 'lawfulRepresentative'], { optional: true }) consentBasis?: string;
  @Nested(() => PlanContentBody, { optional: true }) content?: JsonObject;
  @InstantField({ optional: true }) serviceStartedAt?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const provisionalRoutes: readonly Route[] = [
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/provisional`,
    summary: 'Publish the provisional plan of an emergency start',
    capability: 'publishProvisional',
    body: PublishProvisionalRequest,
    answers: 201,
    command: ({ body }) => commandFrom('PublishProvisional', body),
    answer: () => ({ versionNo: 1, consentPending: true }),
  }),
];
