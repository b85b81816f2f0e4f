import { Text } from '@carethread/contracts';
import { SHEET, TENANT } from '@carethread/event-sourcing';
import { answerOf, queryBy, type RequestContext, type Route } from '@carethread/http-api';
import { boundedCache } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import { present, uuidV5, type Instant } from '@carethread/ledger';
import { candidates, type Look } from '../../domain/search/candidates.js';
import { compared, type Opening } from '../../domain/search/compared.js';
import { findable, type Findable } from '../../domain/search/findable.js';
import { isOften, OFTEN, withSearch } from '../../domain/search/often.js';
import { searchPlan } from '../../domain/search/search-plan.js';
import { searchQuery } from '../../domain/search/search-query.js';
import { findablePeople } from '../../views/findable-people.js';
import { PATH } from './path.js';

class SearchRequest {
  /** Parts of a name in any order: as it is written or heard, a nickname, a former name, the first letters. */
  @Text({ optional: true, max: 200 }) name?: string;
  /** A date, a year and month, or a year: `1941-05-04`, `4/5/1941`, `1941-05`, `1941`. */
  @Text({ optional: true, max: 40 }) born?: string;
  /** NHS or CHI. */
  @Text({ optional: true, max: 40 }) number?: string;
  @Text({ optional: true, max: 20 }) postcode?: string;
}

/** People of an organisation, and people who share a token, of whom no more are looked at: by their keys, none is opened. */
const MOST_KEYS = 20_000;

/** Roles that find everybody of their tenant; all others find those whom their organisation serves. */
const OF_THE_TENANT: readonly string[] = ['AS', 'AU', 'DP'];

/** Looks up people by tokens: everybody of the tenant, or those whom the caller's organisation serves. None is opened. */
async function lookOf(ask: RequestContext): Promise<Look> {
  const { actor, read } = ask;
  const roles = ask.sight(null).asking.permitted.map(({ role }) => role);
  const everybody = roles.some((role) => OF_THE_TENANT.includes(role));
  const serving = { of: 'organisation', id: actor.organisationId ?? '' } as const;
  const own = everybody ? undefined : new Set(await read.keysIn(findablePeople, serving, MOST_KEYS));
  return async (tokens, limit) => {
    const scopes = tokens.map((id) => ({ of: 'token', id }) as const);
    const found = await read.keysInEach(findablePeople, scopes, own === undefined ? limit : MOST_KEYS);
    return own === undefined ? found : found.map((keys) => keys.filter((key) => own.has(key)).slice(0, limit));
  };
}

/** Opens what people are found by, and says whose sheet the caller may read. */
const openingOf = (ask: RequestContext): Opening<Findable> => ({
  open: (id) => knownPerson(ask, id),
  sees: (id) => ask.sight(id).as('readPerson', 'read').sees(SHEET),
});

/** What somebody is found by now; undefined where nothing of them can be read. */
export async function knownPerson({ read, now }: RequestContext, id: string): Promise<Findable | undefined> {
  const known = await read.find(findablePeople, id);
  return known === undefined ? undefined : findable(id, known.state, now);
}

/** The searches of each user within the last hour. Each copy of the service counts those that it answers. */
const searches = boundedCache<string, readonly Instant[]>(10_000);

/** Whoever searches unusually often is looked at: once an hour. */
async function countSearch({ tenantId, actor, now, issue }: RequestContext): Promise<void> {
  const { user, organisationId } = actor;
  const name = `${tenantId} ${user}`;
  const made = withSearch(searches.get(name) ?? [], now);
  searches.set(name, made);
  if (!isOften(made)) return;
  const id = uuidV5(tenantId, 'searchedOften', user, now.slice(0, 'YYYY-MM-DDTHH'.length));
  const task = raiseTask(id, {
    kind: 'searchedOften',
    forRole: 'DP',
    subject: { kind: 'staff', id: user },
    ref: present({ user, searches: OFTEN, organisationId }),
  });
  await issue('raise-task-when-somebody-searches-often', task, id);
}

export const searchRoutes: readonly Route[] = [
  queryBy({
    path: `${PATH}/search`,
    summary: 'Find a person by name, birth, number or postcode: the likeliest first, at most twenty, each with reasons',
    capability: 'findPerson',
    about: 'ENG-129',
    body: SearchRequest,
    example: { name: 'Syn Person', born: '1941' },
    person: () => null,
    of: { holder: () => TENANT },
    answer: async (ask) => {
      const query = searchQuery(ask.body);
      await countSearch(ask);
      const likely = await candidates(searchPlan(query), await lookOf(ask));
      const { people, matches, more } = await compared(query, likely, openingOf(ask));
      const names = new Map(people.map(({ id, name }) => [id, name]));
      const items = matches.map(({ id, reasons }) => ({ id, name: names.get(id) ?? {}, reasons }));
      return { body: answerOf({ items, more }), shown: items.map(({ id }) => id), showing: 'found' };
    },
  }),
];
