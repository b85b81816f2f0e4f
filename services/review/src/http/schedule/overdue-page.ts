import { Refusal } from '@carethread/contracts';
import { heldWithPlan } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { RequestContext, QueryAnswer } from '@carethread/http-api';
import { GOES_WITH_CASE, overdue, type OverdueObligation } from '../../views/overdue.js';

/** Where something stands in the list: the longest overdue first, then by id. */
export interface Place {
  readonly dueAt: Instant;
  readonly obligationId: string;
}

/** As many as are asked for where no limit is said. */
const PAGE = 100;

/**
 * What is overdue for the people whose plans the caller sees, a page at a time; each person who is shown is in the access log. Who
 * holds a plan is asked now, and not when something fell due: a CPA plan goes with its case.
 */
export async function overdueSeen(ask: RequestContext): Promise<QueryAnswer> {
  const { runtime, actor, tenantId, query } = ask;
  const view = runtime.views.view<OverdueObligation>(overdue.name);
  const after =
    query['after'] === undefined ? undefined : placeOf(await runtime.cursors.open(tenantId, query['after']));
  const from = after === undefined ? [] : ([{ key: after.obligationId, value: after.dueAt }] as const);
  const inOrder = (where: Readonly<Record<string, string>>): AsyncIterable<{ readonly doc: OverdueObligation }> =>
    view.each({ tenantId, ...where }, 'dueAt', ...from);
  const sources = actor.roles.includes('AS')
    ? [inOrder({})]
    : [...(actor.organisationId === undefined ? [] : [actor.organisationId]), GOES_WITH_CASE].map((heldBy) =>
        inOrder({ heldBy }),
      );
  const plans = new Map<string, boolean>();
  const sees = async ({ personId, planId }: OverdueObligation): Promise<boolean> => {
    const seen = plans.get(planId) ?? (personId !== null && (await ask.sight(personId).sees(heldWithPlan(planId))));
    plans.set(planId, seen);
    return seen;
  };
  const { items, more } = await pageOf(sources.map(documents), sees, Number(query['limit'] ?? PAGE));
  const last = items.at(-1);
  const next = more && last !== undefined ? { next: await runtime.cursors.seal(tenantId, cursorAt(last)) } : {};
  const shown = items.flatMap(({ personId }) => personId ?? []);
  return {
    body: { items: await Promise.all(items.map((item) => asHeldNow(item, ask))), ...next },
    shown: [...new Set(shown)],
  };
}

/** As many as a page holds of what is seen, in order, and whether there is more; no more is read than that takes. */
export async function pageOf<Row extends Place>(
  sources: readonly AsyncIterable<Row>[],
  sees: (row: Row) => Promise<boolean>,
  limit: number,
): Promise<{ readonly items: readonly Row[]; readonly more: boolean }> {
  const items: Row[] = [];
  for await (const row of merged(sources)) {
    if (!(await sees(row))) continue;
    if (items.length === limit) return { items, more: true };
    items.push(row);
  }
  return { items, more: false };
}

async function* merged<Row extends Place>(
  sources: readonly AsyncIterable<Row>[],
): AsyncGenerator<Row, void, undefined> {
  const heads: { readonly rows: AsyncIterator<Row>; row: Row }[] = [];
  for (const source of sources) {
    const rows = source[Symbol.asyncIterator]();
    const first = await rows.next();
    if (first.done !== true) heads.push({ rows, row: first.value });
  }
  for (;;) {
    const [head] = heads.sort((a, b) => inOrder(a.row, b.row));
    if (head === undefined) return;
    yield head.row;
    const following = await head.rows.next();
    if (following.done === true) heads.shift();
    else head.row = following.value;
  }
}

function inOrder(a: Place, b: Place): number {
  if (a.dueAt !== b.dueAt) return a.dueAt < b.dueAt ? -1 : 1;
  return a.obligationId < b.obligationId ? -1 : 1;
}

async function* documents(
  found: AsyncIterable<{ readonly doc: OverdueObligation }>,
): AsyncGenerator<OverdueObligation, void, undefined> {
  for await (const { doc } of found) yield doc;
}

const LIST = 'overdue';

/** A cursor names the last that was shown: what is met meanwhile, before it or after, moves nothing. */
export function cursorAt({ dueAt, obligationId }: Place): string {
  return `${LIST} ${dueAt} ${obligationId}`;
}

export function placeOf(cursor: string | undefined): Place {
  const [list, dueAt, obligationId] = (cursor ?? '').trim().split(' ');
  if (list !== LIST || dueAt === undefined || obligationId === undefined) throw new Refusal('CURSOR_UNKNOWN');
  return { dueAt, obligationId };
}

async function asHeldNow(
  { tenantId: _, ...item }: OverdueObligation,
  { runtime }: RequestContext,
): Promise<Omit<OverdueObligation, 'tenantId'>> {
  const plan = item.personId === null ? undefined : (await runtime.relations(item.personId)).plans[item.planId];
  return plan === undefined ? item : { ...item, organisationId: plan.organisationId };
}
