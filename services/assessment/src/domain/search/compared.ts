import type { Candidates } from './candidates.js';
import type { Findable } from './findable.js';
import { ranked, scoring, type Ranking, type Scored } from './ranking.js';
import type { SearchQuery } from './search-query.js';

/** The most people whose sealed details are opened for one search. */
export const MOST_OPENED = 40;
/** After so many who are not alike, one after the other, nobody else is opened: their tokens agree less still. */
export const UNLIKE_IN_A_ROW = 14;

interface Compared<Person extends Findable> extends Ranking {
  readonly people: readonly Person[];
}

/** How people are opened, and which of them the caller may see: that is asked of those who match alone, since few do. */
export interface Opening<Person extends Findable> {
  open(id: string): Promise<Person | undefined>;
  sees(id: string): Promise<boolean>;
}

/** Opens the likeliest of the people that tokens lead to, and compares them. */
export async function compared<Person extends Findable>(
  query: SearchQuery,
  { ids, crowded }: Candidates,
  { open, sees }: Opening<Person>,
): Promise<Compared<Person>> {
  const people: Person[] = [];
  const found: Scored[] = [];
  const score = scoring(query);
  let opened = 0;
  let unlike = 0;
  for (const id of ids) {
    if (opened === MOST_OPENED || unlike === UNLIKE_IN_A_ROW) break;
    const person = await open(id);
    if (person === undefined) continue;
    opened += 1;
    const scored = score(person);
    unlike = scored === undefined ? unlike + 1 : 0;
    if (scored === undefined || !(await sees(id))) continue;
    found.push(scored);
    people.push(person);
  }
  const { matches, more } = ranked(found);
  return { people, matches, more: more || crowded || opened === MOST_OPENED };
}
