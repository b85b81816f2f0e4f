import { heldWithPlan } from '@carethread/event-sourcing';
import { query, type QueryAnswer, type RequestContext, type Route } from '@carethread/http-api';
import type { ReviewFacts } from '../../domain/facts.js';
import { review } from '../../domain/review/decider.js';
import type { ReviewState } from '../../domain/review/state.js';
import { schedule } from '../../domain/schedule/decider.js';
import { statusAt, type ScheduleState } from '../../domain/schedule/state.js';

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
async function outcomeEvidence(ask: RequestContext): Promise<QueryAnswer> {
  const { runtime, params, now } = ask;
  const personId = params['personId'] ?? '';
  const sight = ask.sight(personId);
  const reviews = [];
  for (const id of await runtime.ids(review.category, personId)) {
    const stream = await runtime.commands.load(review, id);
    if (!(await sight.seesStream(review, stream))) continue;
    const { progress, startedAt, outcome, scheduled } = stream.state as ReviewState;
    reviews.push({
      id,
      type: scheduled?.reviewType,
      heldAt: startedAt ?? null,
      progress,
      outcome: outcome?.outcome ?? null,
    });
  }
  const obligations = [];
  for (const id of await runtime.ids(schedule.category, personId)) {
    const stream = await runtime.commands.load(schedule, id);
    if (!(await sight.seesStream(schedule, stream))) continue;
    obligations.push(
      ...(stream.state as ScheduleState).obligations.map((one) => ({
        kind: one.kind,
        dueAt: one.dueAt,
        status: statusAt(one, now),
        missed: one.missed,
      })),
    );
  }
  const { facts } = await runtime.known<ReviewFacts>(personId);
  const plans = [];
  for (const [planId, { planKind, versionNo, needIds, actionIds, outcomeIds }] of Object.entries(facts.plans))
    if (await sight.sees(heldWithPlan(planId)))
      plans.push({ planId, planKind, versionNo, needIds, actionIds, outcomeIds });
  return { body: { personId, plans, reviews, obligations } };
}
