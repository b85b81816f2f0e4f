import { presentItems } from '@carethread/ledger';
import type { Candidates } from './candidates.js';
import type { Findable } from './findable.js';
import { comparison, type Ranking } from './ranking.js';
import type { SearchQuery } from './search-query.js';

/** The most people whose sealed details are opened for one search. */
export const MOST_OPENED = 40;
/** After so many who are not alike, one after the other, nobody else is opened: their tokens agree less still. */
export const UNLIKE_IN_A_ROW = 14;

interface Compared<Person extends Findable> extends Ranking {
  readonly people: readonly Person[];
}

/** Opens the likeliest of the people that tokens lead to, and compares them. `open` gives nobody whom the caller may not see. */
export async function compared<Person extends Findable>(
  query: SearchQuery,
  { ids, crowded }: Candidates,
  open: (id: string) => Promise<Person | undefined>,
): Promise<Compared<Person>> {
  const people: Person[] = [];
  const { add, ranking } = comparison(query);
  let unlike = 0;
  for (const id of ids) {
    if (people.length === MOST_OPENED || unlike === UNLIKE_IN_A_ROW) break;
    for (const person of presentItems(await open(id))) {
      people.push(person);
      unlike = add(person) ? 0 : unlike + 1;
    }
  }
  const { matches, more } = ranking();
  return { people, matches, more: more || crowded || people.length === MOST_OPENED };
}
