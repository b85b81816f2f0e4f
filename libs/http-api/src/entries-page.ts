import { endOfDay, startOfDay } from '@carethread/calendar';
import { malformed, queryFault, Refusal, type Role } from '@carethread/contracts';
import type { Holder } from '@carethread/event-sourcing';
import { present, type JsonObject } from '@carethread/ledger';
import type { Listed, ListPlace, Scope } from '@carethread/runtime';
import type { QuerySchema } from './query-parameters.js';
import type { EntriesRoute, ListedBody, QueryAnswer, QueryRoute, RequestContext } from './route.js';

/** By what a list over many people is narrowed, besides its own filters: one of these at a time. */
export const NARROWED_BY: Readonly<Record<string, QuerySchema>> = {
  mine: { type: 'string', enum: ['true'], description: 'What is for the caller, by name or by office' },
  organisationId: { type: 'string', format: 'uuid', description: 'What an organisation holds' },
  serviceId: { type: 'string', format: 'uuid', description: 'What is of the people of one service' },
  teamId: { type: 'string', format: 'uuid', description: 'What is of one team, by its episode or its team' },
};

const DAY = { type: 'string', format: 'date', description: 'A local day, included' } as const;

/** What the query of a list over many people may have, besides a person and a page. */
export function listQueryOf({
  filters,
  further = {},
  between,
}: Pick<EntriesRoute<ListedBody, string, JsonObject>, 'filters' | 'further' | 'between'>): Readonly<
  Record<string, QuerySchema>
> {
  const bounds = between === undefined ? [] : [between.from, between.to];
  const named = Object.entries(filters).flatMap(([name, schema]) => (schema === undefined ? [] : [[name, schema]]));
  return { ...NARROWED_BY, ...further, ...Object.fromEntries([...named, ...bounds.map((name) => [name, DAY])]) };
}

/** How far a role's lists reach where the request does not narrow them; every entry is still shown by the rule of its single read. */
const REACH: Readonly<Record<Role, 'tenant' | 'organisation' | 'user' | 'person'>> = {
  AS: 'tenant',
  AU: 'tenant',
  DP: 'tenant',
  PA: 'tenant',
  RX: 'tenant',
  RI: 'tenant',
  DW: 'user',
  SM: 'organisation',
  RM: 'organisation',
  TM: 'organisation',
  SY: 'organisation',
  KW: 'user',
  CS: 'user',
  NC: 'user',
  CC: 'user',
  OP: 'user',
  CA: 'user',
  AD: 'user',
  LR: 'user',
  PE: 'person',
};

const PAGE = 100;

/** A page of entries over everybody whose are the caller's, or of those that the request names. */
export async function entriesPage<Body extends ListedBody, Filter extends string, Item extends JsonObject>(
  ask: RequestContext,
  route: Pick<QueryRoute, 'path' | 'former'>,
  { view, filters, where, between, holder, sees, item }: EntriesRoute<Body, Filter, Item>,
  /** Where it looks that narrows the list by itself. */
  scopes: readonly Scope[] = scopesOf(ask),
): Promise<QueryAnswer & { readonly body: { readonly items: readonly Item[]; readonly next?: string } }> {
  const { query, cursors, read } = ask;
  const limit = Number(query['limit'] ?? PAGE);
  const after = query['after'] === undefined ? undefined : placeIn(route.path, await cursors.open(query['after']));
  const named = Object.fromEntries(Object.keys(filters).flatMap((name) => filterIn(name, query)));
  const { first, end } = boundsIn(between, query);
  const visible = sightOf(ask, holder, route.former === 'whole');
  const shown: Listed<Body>[] = [];
  const entries = read.list(view, present({ scopes, where: { ...named, ...where }, after: later(after, first) }));
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
  return {
    body: more ? { items, next: await cursors.seal(JSON.stringify([route.path, last.order, last.key])) } : { items },
    isPage: true,
    shown: [...people],
  };
}

/** Where a list bounded by local days begins and ends; an order goes on after its instant with what is no digit. */
function boundsIn(
  between: EntriesRoute<ListedBody, string, JsonObject>['between'],
  query: RequestContext['query'],
): { readonly first?: ListPlace; readonly end?: string } {
  if (between === undefined) return {};
  const [from, to] = [query[between.from], query[between.to]];
  return present({
    first: from === undefined ? undefined : { order: startOfDay(from), key: '' },
    end: to === undefined ? undefined : `${endOfDay(to)}~`,
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

/**
 * By what a request narrows a list; that of one person may be filtered by what narrows one over many. Throws MALFORMED where it does
 * so in two ways at once.
 */
export function narrowedBy(
  query: RequestContext['query'],
  ofOnePerson: Readonly<Record<string, QuerySchema>> = {},
): string | undefined {
  const isFilter = (one: string): boolean => query['personId'] !== undefined && ofOnePerson[one] !== undefined;
  const names = ['personId', ...Object.keys(NARROWED_BY)].filter((one) => query[one] !== undefined && !isFilter(one));
  const [name, other] = names;
  if (other !== undefined)
    return malformed(queryFault(other, 'conflict', `the list is narrowed by ${String(name)} already`));
  return name;
}

/**
 * Of the list of one person and of that over many, each has filters that the other has not, and takes some codes that the other does
 * not. Throws MALFORMED for what would be passed over.
 */
export function mustBeOffered(
  entries: EntriesRoute<ListedBody, string, JsonObject>,
  ofOnePerson: Readonly<Record<string, QuerySchema>>,
  query: RequestContext['query'],
): void {
  const isOfOne = query['personId'] !== undefined;
  const ofMany = listQueryOf(entries);
  const [offered, all] = isOfOne ? [ofOnePerson, ofMany] : [ofMany, ofOnePerson];
  for (const name of Object.keys(all)) {
    const value = query[name];
    if (value === undefined || NARROWED_BY[name] !== undefined) continue;
    const schema = offered[name];
    const where = isOfOne ? 'with a personId' : 'without a personId';
    if (schema === undefined) malformed(queryFault(name, 'conflict', `is not offered ${where}`));
    if (schema.enum?.includes(value) === false)
      malformed(queryFault(name, 'oneOf', `must be one of ${schema.enum.join(', ')} ${where}`, schema.enum));
  }
}

/** The scopes in which a request looks. Throws MALFORMED. */
function scopesOf(ask: RequestContext): readonly Scope[] {
  const { query } = ask;
  const name = narrowedBy(query);
  const id = query[name ?? ''] ?? '';
  switch (name) {
    case 'mine':
      return mineOf(ask);
    case 'personId':
      return [{ of: 'person', id }];
    case 'organisationId':
      return [{ of: 'organisation', id }];
    case 'serviceId':
      return [{ of: 'service', id }];
    case 'teamId':
      return [{ of: 'team', id }];
    case undefined:
    default:
      return reachOf(ask);
  }
}

/** What is for the caller, by name or by office. */
export const mineOf = (ask: RequestContext): readonly Scope[] => [...own(ask), ...offices(ask)];

const own = ({ actor }: RequestContext): readonly Scope[] => [{ of: 'user', id: actor.userId }];

/** What is for a role of the caller's, at their organisation or at none: the council and the DPO are one for the tenant. */
function offices({ actor }: RequestContext): readonly Scope[] {
  const organisations = new Set(['', actor.organisationId ?? '']);
  return actor.roles.flatMap((role) =>
    [...organisations].map((organisationId): Scope => ({ of: 'role', role, organisationId })),
  );
}

function reachOf(ask: RequestContext): readonly Scope[] {
  const { actor } = ask;
  const roles = ask.sight(null).asking.permitted.map(({ role }) => role);
  const reaches = new Set(roles.flatMap((role) => reach(role) ?? []));
  if (reaches.has('tenant')) return [{ of: 'tenant' }];
  const scopes: Scope[] = [];
  if (reaches.has('organisation') && actor.organisationId !== undefined)
    scopes.push({ of: 'organisation', id: actor.organisationId });
  if (reaches.has('user')) scopes.push(...own(ask), ...offices(ask));
  if (reaches.has('person') && actor.personId !== undefined) scopes.push({ of: 'person', id: actor.personId });
  return scopes;
}

function reach(role: string): string | undefined {
  const reaches: Readonly<Partial<Record<string, string>>> = REACH;
  return reaches[role];
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
