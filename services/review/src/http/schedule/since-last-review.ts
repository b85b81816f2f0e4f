import { query, type Route } from '@carethread/http-api';
import type { ReviewFacts } from '../../domain/facts.js';
import { achievedSince, lastReviewedAt, newFor, risksTaken } from '../../domain/review/since-last-review.js';
import { schedule } from '../../domain/schedule/decider.js';
import { planSchedule } from './obligations.js';
import { PLAN } from './schedule-command.js';

export const sinceLastReviewRoutes: readonly Route[] = [
  query({
    path: `${PLAN}/since-last-review`,
    summary: 'What the next review of a plan will find: new information, risks taken, how many goals were achieved',
    capability: 'readReview',
    former: 'nothing',
    of: { on: schedule },
    person: async (ask) => (await planSchedule(ask)).personId,
    answer: async (ask) => {
      const { personId } = await planSchedule(ask);
      const planId = ask.params['id'] ?? '';
      const { facts } = await ask.read.facts<ReviewFacts>(personId ?? '');
      const plan = facts.plans[planId];
      return {
        body: {
          planId,
          since: (plan === undefined ? undefined : lastReviewedAt(plan)) ?? null,
          newInformation: newFor(planId, facts),
          risks: risksTaken(planId, facts),
          goalsAchieved: achievedSince(planId, facts).length,
        },
      };
    },
  }),
];
