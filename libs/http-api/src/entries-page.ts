import { endOfDay, startOfDay } from '@carethread/calendar';
import { malformed, queryFault, Refusal } from '@carethread/contracts';
import type { Holder, IndexValue } from '@carethread/event-sourcing';
import { present, type JsonObject } from '@carethread/ledger';
import { NO_DATE, type Listed, type ListPlace, type ListView, type Scope } from '@carethread/runtime';
import { namesOf } from './list-query.js';
import { isWholly, scopesOf } from './list-scopes.js';
import type { Between, EntriesRoute, ListedBody, QueryAnswer, QueryRoute, RequestContext } from './route.js';

type Where = Readonly<Record<string, IndexValue>>;

const PAGE = 100;

const APPLIED = { count: { headers: { 'Preference-Applied': 'count=exact' } }, not: {} } as const;

/** A page of entries over everybody whose are the caller's, or of those that the request names. */
export async function entriesPage<Body extends ListedBody, Filter extends string, Item extends JsonObject>(
  ask: RequestContext,
  route: Pick<QueryRoute, 'path' | 'former'>,
  { view, filters, each, holder, sees, item, ...list }: EntriesRoute<Body, Filter, Item>,
  /** Where it looks that narrows the list by itself. */
  scopes: readonly Scope[] = scopesOf(ask, list.ofUser),
): Promise<
  QueryAnswer & { readonly body: { readonly items: readonly Item[]; readonly count?: number; readonly next?: string } }
> {
  const { query, cursors, read } = ask;
  const limit = Number(query['limit'] ?? PAGE);
  const { where = {}, between } = inOrder(list, query);
  const name = query['sort'] === undefined ? route.path : `${route.path} ${query['sort']}`;
  const after = query['after'] === undefined ? undefined : placeIn(name, await cursors.open(query['after']));
  const named = Object.fromEntries(Object.keys(filters).flatMap((filter) => filterIn(filter, query)));
  const { first, end } = boundsIn(between, query);
  const visible = sightOf(ask, holder, route.former === 'whole');
  const shown: Listed<Body>[] = [];
  const from = later(after, first);
  const entries =
    each?.(ask, scopes, from) ??
    read.list(view, present({ scopes, where: { ...present<Where>(where), ...named }, after: from }));
  for await (const entry of entries) {
    if (end !== undefined && entry.order >= end) break;
    if ((await sees?.(entry.body, ask)) === false || !(await visible(entry.body))) continue;
    shown.push(entry);
    if (shown.length > limit) break;
  }
  const page = shown.slice(0, limit);
  const last = page.at(-1);
  const items: Item[] = [];
  for (const { body } of page) items.push(await item(body, ask));
  const people = new Set(page.flatMap(({ body: { personId } }) => personId ?? []));
  const more = shown.length > limit && last !== undefined;
  const isFurther = Object.keys(list.further ?? {}).some((name) => query[name] !== undefined);
  const isWhole = list.counted === true && !isFurther && first === undefined && end === undefined;
  const count = isWhole ? await exactCount(ask, view, scopes, { ...present<Where>(where), ...named }) : undefined;
  const next = more ? await cursors.seal(JSON.stringify([name, last.order, last.key])) : undefined;
  return {
    body: present<{ items: Item[]; count?: number; next?: string }>({ items, count, next }),
    ...APPLIED[count === undefined ? 'not' : 'count'],
    isPage: true,
    shown: [...people],
  };
}

/** How many entries there are, where that is wanted and costs no reading: everything in these scopes is the caller's. */
async function exactCount(
  ask: RequestContext,
  view: Pick<ListView, 'name'>,
  scopes: readonly Scope[],
  where: Where,
): Promise<number | undefined> {
  const [only, ...others] = scopes;
  if (ask.prefersCount !== true || only === undefined || others.length > 0 || !isWholly(ask, only)) return undefined;
  const counted = await ask.read.countBy(view, only, 'scope', where);
  return counted.reduce((total, { count }) => total + count, 0);
}

/** What the list holds in the order that the request names. Throws MALFORMED for bounds of another order. */
function inOrder(
  list: Pick<EntriesRoute<ListedBody, string, JsonObject>, 'where' | 'between' | 'sorts'>,
  query: RequestContext['query'],
): Pick<EntriesRoute<ListedBody, string, JsonObject>, 'where' | 'between'> {
  const { sorts = {} } = list;
  const chosen = sorts[query['sort'] ?? ''] ?? list;
  const others = [list, ...Object.values(sorts)].filter((one) => one !== chosen);
  const wrong = others.flatMap(({ between }) => namesOf(between)).find((name) => query[name] !== undefined);
  if (wrong !== undefined) malformed(queryFault(wrong, 'conflict', 'bounds the list in another order'));
  return chosen;
}

/** Where a list bounded by local days begins and ends; an order goes on after its instant with what is no digit. */
function boundsIn(
  between: Between | undefined,
  query: RequestContext['query'],
): { readonly first?: ListPlace; readonly end?: string } {
  if (between === undefined) return {};
  const [from, to] = [query[between.from], query[between.to]];
  // What has no date is on no day.
  const last = from === undefined ? undefined : NO_DATE;
  return present({
    first: from === undefined ? undefined : { order: startOfDay(from), key: '' },
    end: to === undefined ? last : `${endOfDay(to)}~`,
  });
}

function later(one: ListPlace | undefined, other: ListPlace | undefined): ListPlace | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one.order < other.order ? other : one;
}

function filterIn(name: string, query: RequestContext['query']): readonly (readonly [string, string])[] {
  const value = query[name];
  return value === undefined ? [] : [[name, value]];
}

/**
 * Whether the caller could read what an entry stands for; the same of many entries is looked up once. An entry says how things stand
 * now, so that a former provider sees it only where its own records go on (D23).
 */
function sightOf<Body extends ListedBody>(
  ask: RequestContext,
  holder: (body: Body) => Holder | readonly Holder[],
  whole: boolean,
): (body: Body) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>();
  return (body) => {
    const holders = [holder(body)].flat();
    const name = JSON.stringify([body.personId, holders]);
    const sight = ask.sight(body.personId);
    const found = known.get(name) ?? (whole ? sight : sight.now()).sees(...holders);
    known.set(name, found);
    return found;
  };
}

/** Throws CURSOR_UNKNOWN for what was not sealed as a place of this very list. */
function placeIn(path: string, cursor: string | undefined): ListPlace {
  const place = parsed(cursor);
  const [of, order, key] = Array.isArray(place) ? place.map(String) : [];
  if (of !== path || order === undefined || key === undefined) throw new Refusal('CURSOR_UNKNOWN');
  return { order, key };
}

/** The cursors of other lists are other texts. */
function parsed(cursor: string | undefined): unknown {
  try {
    return JSON.parse(cursor ?? 'null');
  } catch {
    return undefined;
  }
}
