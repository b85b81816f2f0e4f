import type { Capability } from '@carethread/contracts';
import type { Holder, IndexValue } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { ListView, Scope } from '@carethread/runtime';
import { added, countsFrom, dueBounds, dueIn, NO_WORK, type DueOrder, type WorkCounts } from './due-counts.js';
import { isWholly, scopesOf } from './list-scopes.js';
import type { ListedBody, RequestContext } from './route.js';

type Where = Readonly<Record<string, IndexValue>>;

/** A list of work as it is counted: what of it the request means, whose it is, of which kind, and by when. */
export interface CountedList<Body extends ListedBody = ListedBody, Filter extends string = string> {
  readonly view: ListView<Body, Filter>;
  /** What it takes to read the list. */
  readonly capability: Capability;
  /** The filter that holds the kind, where what is in one's own scopes is all one's own: then rows are counted and none is read. */
  readonly countedBy?: Filter;
  readonly order: DueOrder;
  where(ask: RequestContext): Where;
  /** Where it looks, where that is not as a list over many people does. */
  scopes?(ask: RequestContext): readonly Scope[] | undefined;
  holder(body: Body): Holder | readonly Holder[];
  sees?(body: Body, ask: RequestContext): boolean | Promise<boolean>;
  kind(body: Body): string;
}

/** A list with its own types, among others. */
export function countedList<Body extends ListedBody, Filter extends string>(
  list: CountedList<Body, Filter>,
): CountedList {
  // The view that gives the entries gives them to this very list.
  return list;
}

/** Of a list, how many entries that cannot be counted by their rows are read. */
const MOST_READ = 1_000;

export interface CountedWork extends WorkCounts {
  /** Whether it is everything: of what has to be looked at one by one, the first 1,000 are. */
  readonly complete: boolean;
}

/** How much stands on lists for the caller: nobody is shown, so that nobody's access log has it. */
export async function countedWork(ask: RequestContext, lists: readonly CountedList[]): Promise<CountedWork> {
  let counts = NO_WORK;
  let complete = true;
  for (const list of lists) {
    if (ask.sight(null).as(list.capability, 'read').asking.permitted.length === 0) continue;
    const counted = await countedIn(ask, list);
    counts = added(counts, counted);
    complete &&= counted.complete;
  }
  return { ...counts, complete };
}

/** Scopes in which everything is the caller's are counted by their rows; what stands in others is read. */
async function countedIn(ask: RequestContext, list: CountedList): Promise<CountedWork> {
  const scopes = list.scopes?.(ask) ?? scopesOf(ask, undefined, list.capability);
  const where = list.where(ask);
  const byRows = list.countedBy === undefined ? [] : scopes.filter((scope) => isWholly(ask, scope));
  // What stands in two such scopes would be counted twice: a name and an office never have the same.
  const areApart = byRows.length < 2 || byRows.every(({ of }) => of === 'user' || of === 'pseudonym' || of === 'role');
  const counted = areApart ? byRows : [];
  let counts = NO_WORK;
  for (const scope of counted) counts = added(counts, await rowsIn(ask, list, scope, where));
  const others = scopes.filter((scope) => !counted.includes(scope));
  const read = await readIn(ask, list, others, where);
  return { ...added(counts, read), complete: read.complete };
}

async function rowsIn(ask: RequestContext, list: CountedList, scope: Scope, where: Where): Promise<WorkCounts> {
  const { view, order, countedBy = '' } = list;
  const bounds = dueBounds(order, ask.now);
  const before = await Promise.all(bounds.map(([, bound]) => ask.read.countBy(view, scope, countedBy, where, bound)));
  return countsFrom(order, ask.now, before, await ask.read.countBy(view, scope, countedBy, where));
}

async function readIn(
  ask: RequestContext,
  { view, order, capability, holder, sees, kind }: CountedList,
  scopes: readonly Scope[],
  where: Where,
): Promise<CountedWork> {
  let counts = NO_WORK;
  let read = 0;
  if (scopes.length === 0) return { ...counts, complete: true };
  for await (const { body, order: place } of ask.read.list(view, present({ scopes, where }))) {
    if (read++ === MOST_READ) return { ...counts, complete: false };
    if ((await sees?.(body, ask)) === false) continue;
    const sight = ask.sight(body.personId).as(capability, 'read').now();
    if (!(await sight.sees(...[holder(body)].flat()))) continue;
    const due = { ...NO_WORK.due, [dueIn(order, place, ask.now)]: 1 };
    counts = added(counts, { total: 1, due, kinds: { [kind(body)]: 1 } });
  }
  return { ...counts, complete: true };
}
