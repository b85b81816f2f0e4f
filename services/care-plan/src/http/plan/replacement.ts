import { Nested, PlanContentBody, When, InstantField, Text } from '@carethread/contracts';
import { type Route, commandOn, commandFrom } from '@carethread/http-api';
import type { JsonObject } from '@carethread/ledger';
import { carePlan } from '../../domain/plan/decider.js';
import { PL } from './path.js';

export class ReplacePlanRequest {
  @Nested(() => PlanContentBody, { optional: true }) content?: JsonObject;
  @When({ optional: true }) effectiveFrom?: string;
  @InstantField({ optional: true }) personToldAt?: string;
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const replacementRoutes: readonly Route[] = [
  commandOn(carePlan)({
    method: 'POST',
    path: `${PL}/:id/replacement`,
    summary: 'Replace a heavily amended plan by a clean version: the same words at once, other words through sign-off',
    capability: 'replacePlan',
    body: ReplacePlanRequest,
    about: 'ENG-142',
    command: ({ body }) => commandFrom('ReplacePlan', body),
    answer: ({ state, events }) => {
      const signed = events.some(({ type }) => type === 'PlanVersionProposed');
      const { proposalNo = 0, contentHash = '' } = state.proposals.at(-1) ?? {};
      const { versionNo = 0, contentHash: published = '' } = state.versions.at(-1) ?? {};
      return signed
        ? { signOffRequired: true, proposalNo, contentHash }
        : { signOffRequired: false, versionNo, contentHash: published };
    },
  }),
];
