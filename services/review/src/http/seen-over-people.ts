import { heldBy, heldWithPlan, type Holder } from '@carethread/event-sourcing';
import type { RequestContext, QueryAnswer } from '@carethread/http-api';
import { competence, type CompetenceState } from '../domain/competence/decider.js';
import type { ReviewFacts } from '../domain/facts.js';
import { review } from '../domain/review/decider.js';
import type { ReviewState } from '../domain/review/events.js';
import { schedule, statusAt } from '../domain/schedule/decider.js';
import type { ScheduleState } from '../domain/schedule/events.js';
import { trainingByStaff, type TrainingByStaff } from '../views/training-by-staff.js';

/** Evidence that needs are met and outcomes worked toward: of the plans that the caller sees. */
export async function outcomeEvidence(ask: RequestContext): Promise<QueryAnswer> {
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

/** Every organisation that recorded something of a member of staff, and the member of staff. */
export async function trainingHolders(ask: RequestContext): Promise<readonly Holder[]> {
  const training = await trainingOf(ask);
  const organisations = new Set(training.flatMap(({ heldBy: organisationId }) => organisationId ?? []));
  return [{ kind: 'staff', user: staffOf(ask) }, ...[...organisations].map(heldBy)];
}

/** What the caller's own organisation recorded; all of it for the member of staff and the auditor. */
export async function trainingSeen(ask: RequestContext): Promise<QueryAnswer> {
  const staff = staffOf(ask);
  const training = await trainingOf(ask);
  const sight = ask.sight(null);
  const all = await sight.sees({ kind: 'staff', user: staff });
  const items = [];
  for (const { staff: _, heldBy: by, ...one } of training)
    if (all || (by !== undefined && (await sight.sees(heldBy(by))))) items.push(one);
  return { body: { items } };
}

const staffOf = ({ pseudonym, params }: RequestContext): string => pseudonym(params['staffId'] ?? '');

async function trainingOf(ask: RequestContext): Promise<CompetenceState['training']> {
  const found = await ask.runtime.views.view<TrainingByStaff>(trainingByStaff.name).get(staffOf(ask));
  const training = [];
  for (const id of found?.ids ?? [])
    training.push(...((await ask.runtime.commands.load(competence, id)).state as CompetenceState).training);
  return training;
}
