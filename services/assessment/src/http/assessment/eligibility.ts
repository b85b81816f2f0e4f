import { Flag, Ids, InstantField, Text, Texts, refuse } from '@carethread/contracts';
import { commandFrom, commandOn, query, type Route } from '@carethread/http-api';
import { assessmentDecider } from '../../domain/assessment/decider.js';
import { PATH } from './assessment.js';

class DecideEligibilityRequest {
  @Ids({ optional: true }) needIds?: string[];
  @Texts({ optional: true }) outcomesAffected?: string[];
  @Text({ optional: true }) wellbeingImpact?: string;
  @Flag() eligible!: boolean;
  @Text({ optional: true }) reasons?: string;
  /** The written advice; asked for where no need is eligible. */
  @Text({ optional: true }) advice?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export const eligibilityRoutes: readonly Route[] = [
  commandOn(assessmentDecider)({
    method: 'POST',
    path: `${PATH}/:id/eligibility`,
    summary: 'Decide eligibility, with reasons',
    capability: 'assess',
    body: DecideEligibilityRequest,
    answers: 201,
    command: ({ body }) => commandFrom('DecideEligibility', body),
  }),
  query({
    path: `${PATH}/:id/copies`,
    summary: 'Copies of the eligibility decision',
    capability: 'readPlan',
    of: { on: assessmentDecider },
    person: async ({ read, params }) =>
      (await read.state(assessmentDecider, params['id'] ?? '')).personId ?? refuse('NOT_FOUND'),
    paged: true,
    answer: async ({ read, params }) => ({
      body: { items: (await read.state(assessmentDecider, params['id'] ?? '')).state.copies },
    }),
  }),
];
