import { malformed, queryFault } from '@carethread/contracts';
import type { JsonObject } from '@carethread/ledger';
import type { QuerySchema } from './query-parameters.js';
import type { Between, EntriesRoute, ListedBody, RequestContext } from './route.js';

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
  sorts = {},
}: Pick<EntriesRoute<ListedBody, string, JsonObject>, 'filters' | 'further' | 'between' | 'sorts'>): Readonly<
  Record<string, QuerySchema>
> {
  const bounds = [between, ...Object.values(sorts).map((sort) => sort.between)].flatMap(namesOf);
  const named = Object.entries(filters).flatMap(([name, schema]) => (schema === undefined ? [] : [[name, schema]]));
  const orders = Object.keys(sorts);
  const sort: QuerySchema = { type: 'string', enum: orders, description: 'Another order than the first one' };
  const sorted = orders.length === 0 ? [] : [['sort', sort]];
  return {
    ...NARROWED_BY,
    ...further,
    ...Object.fromEntries([...named, ...bounds.map((name) => [name, DAY]), ...sorted]),
  };
}

export const namesOf = (between: Between | undefined): readonly string[] =>
  between === undefined ? [] : [between.from, between.to];

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
