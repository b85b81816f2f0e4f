import { heldWithPlan, TENANT } from '@carethread/event-sourcing';
import { query, type RequestContext, type Route } from '@carethread/http-api';
import { eachFound, type Found } from '@carethread/runtime';
import { GOES_WITH_CASE, overdue, type OverdueObligation } from '../../views/overdue.js';
import { cursorAt, pageOf, placeOf } from './overdue-page.js';

export const overdueRoutes: readonly Route[] = [
  query({
    path: '/review/overdue',
    summary: 'What is overdue for the people of one’s own organisation, the longest first',
    capability: 'holdReview',
    former: 'nothing',
    of: { holder: () => TENANT },
    person: () => null,
    paged: 'byItself',
    answer: (ask) => overdueSeen(ask),
  }),
];

/** The size of a page for which the request names no limit. */
const PAGE = 100;

/**
 * What is overdue for the people whose plans the caller sees, a page at a time; each person who is shown is in the access log. Who
 * holds a plan is looked up now, and not when something fell due: a CPA plan goes with its case.
 */
async function overdueSeen(ask: RequestContext) {
  const { read, cursors, actor, tenantId, query } = ask;
  const after = query['after'] === undefined ? undefined : placeOf(await cursors.open(query['after']));
  const from = after && { key: after.obligationId, value: after.dueAt };
  const inOrder = (where: Readonly<Record<string, string>>) =>
    eachFound(read, overdue, { tenantId, ...where }, 'dueAt', from);
  const sources = actor.roles.includes('AS')
    ? [inOrder({})]
    : [actor.organisationId, GOES_WITH_CASE].flatMap((heldBy) => (heldBy === undefined ? [] : [inOrder({ heldBy })]));
  const plans = new Map<string, boolean>();
  const sees = async ({ personId, planId }: OverdueObligation): Promise<boolean> => {
    const seen = plans.get(planId) ?? (personId !== null && (await ask.sight(personId).sees(heldWithPlan(planId))));
    plans.set(planId, seen);
    return seen;
  };
  const { items, more } = await pageOf(sources.map(documents), sees, Number(query['limit'] ?? PAGE));
  const last = items.at(-1);
  const next = more && last !== undefined ? { next: await cursors.seal(cursorAt(last)) } : {};
  const shown = items.flatMap(({ personId }) => personId ?? []);
  return {
    body: { items: await Promise.all(items.map((item) => asHeldNow(item, ask))), ...next },
    shown: [...new Set(shown)],
  };
}

async function* documents(
  found: AsyncIterable<Found<OverdueObligation>>,
): AsyncGenerator<OverdueObligation, void, undefined> {
  for await (const { doc } of found) yield doc;
}

async function asHeldNow(
  { tenantId: _, ...item }: OverdueObligation,
  { read }: RequestContext,
): Promise<Omit<OverdueObligation, 'tenantId'>> {
  const plan = item.personId === null ? undefined : (await read.facts(item.personId)).relations.plans[item.planId];
  return plan === undefined ? item : { ...item, organisationId: plan.organisationId };
}
