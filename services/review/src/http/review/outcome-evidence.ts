import { heldWithPlan } from '@carethread/event-sourcing';
import { query, type RequestContext, type Route } from '@carethread/http-api';
import type { ReviewFacts } from '../../domain/facts.js';
import { review } from '../../domain/review/decider.js';
import { schedule } from '../../domain/schedule/decider.js';
import { statusAt } from '../../domain/schedule/state.js';

export const outcomeEvidenceRoutes: readonly Route[] = [
  query({
    path: '/review/persons/:personId/outcome-evidence',
    summary: 'Evidence that needs are met and outcomes worked toward, for inspection',
    capability: 'readReview',
    former: 'nothing',
    of: 'each',
    person: ({ params }) => params['personId'] ?? null,
    answer: (ask) => outcomeEvidence(ask),
  }),
];

/** Evidence that needs are met and outcomes worked toward: of the plans that the caller sees. */
async function outcomeEvidence(ask: RequestContext) {
  const { read, params, now } = ask;
  const personId = params['personId'] ?? '';
  const sight = ask.sight(personId);
  const reviews = [];
  for (const stream of await read.find(review, { personId })) {
    if (!(await sight.seesStream(review, stream))) continue;
    const { progress, startedAt, outcome, scheduled } = stream.state;
    reviews.push({
      id: stream.id,
      type: scheduled?.reviewType,
      heldAt: startedAt ?? null,
      progress,
      outcome: outcome?.outcome ?? null,
    });
  }
  const obligations = [];
  for (const stream of await read.find(schedule, { personId }))
    if (await sight.seesStream(schedule, stream))
      obligations.push(
        ...stream.state.obligations.map((one) => ({
          kind: one.kind,
          dueAt: one.dueAt,
          status: statusAt(one, now),
          missed: one.missed,
        })),
      );
  const { facts } = await read.facts<ReviewFacts>(personId);
  const plans = [];
  for (const [planId, { planKind, versionNo, needIds, actionIds, outcomeIds }] of Object.entries(facts.plans))
    if (await sight.sees(heldWithPlan(planId)))
      plans.push({ planId, planKind, versionNo, needIds, actionIds, outcomeIds });
  return { body: { personId, plans, reviews, obligations } };
}
