import { MOST_MATCHES } from './ranking.js';
import type { SearchPlan, TokenTier } from './search-plan.js';
import type { TokenKind } from './tokens.js';

/** The most people who are found by one token. */
export const MOST_BY_A_TOKEN = 60;
/** Whoever's tokens say less than this share of what those of the likeliest say is left out. */
const LEAST_SHARE = 0.1;

/**
 * The ids of those who have each of some tokens: at most so many, in a stable order. What it looks in knows tokens blind, under the
 * tenant's secret.
 */
export type Look = (tokens: readonly string[], limit: number) => Promise<readonly (readonly string[])[]>;

export interface Candidates {
  /** The likeliest first, by their tokens alone. */
  readonly ids: readonly string[];
  /** More people share what is sought than can be compared: whoever searches should say more. */
  readonly crowded: boolean;
}

/**
 * What a token says of who has it, where many do; where few do, up to twice as much. Drawn from how often synthetic people who share one
 * turn out to match: a name as it is heard says little beside the pair of which it is a part.
 */
const WEIGHTS: Readonly<Record<TokenKind, number>> = {
  number: 200,
  whole: 80,
  born: 20,
  postcode: 12,
  partYear: 12,
  pair: 39,
  soundPair: 17,
  partEdge: 12,
  soundEdge: 2,
  part: 7,
  sound: 6,
  start: 3,
};

/** The people to compare with a query. None is opened to find them: how many tokens agree says who is likely, and how few share each. */
export async function candidates({ near, similar, broad }: SearchPlan, look: Look): Promise<Candidates> {
  const likely = new Map<string, number>();
  let crowded = false;
  /** How many are found by the last kind. */
  const add = async (tiers: readonly TokenTier[]): Promise<number> => {
    const found = await look(
      tiers.flatMap(({ tokens }) => tokens),
      MOST_BY_A_TOKEN,
    );
    let nth = 0;
    let last = 0;
    for (const { kind, tokens } of tiers) {
      last = 0;
      for (const ids of found.slice(nth, (nth += tokens.length))) {
        last += ids.length;
        crowded ||= tiers !== similar && ids.length === MOST_BY_A_TOKEN;
        for (const id of ids) likely.set(id, (likely.get(id) ?? 0) + WEIGHTS[kind] * rarity(ids.length));
      }
    }
    return last;
  };
  const alike = await add(near);
  // Where as many bear these very names as are shown, nobody is shown who bears similar ones.
  if (near.at(-1)?.kind !== 'pair' || alike < MOST_MATCHES) {
    await add(similar);
    if (similar.length === 0 || likely.size < MOST_MATCHES) await add(broad);
  }
  return { ids: inOrder(likely), crowded };
}

/** From 1, where a token is shared by as many as are looked at, to 2, where one person alone has it. */
const rarity = (shared: number): number => 2 - Math.log(shared) / Math.log(MOST_BY_A_TOKEN);

function inOrder(likely: ReadonlyMap<string, number>): readonly string[] {
  const ordered = [...likely].sort(([one, points], [other, others]) => others - points || (one < other ? -1 : 1));
  const [[, best] = ['', 0]] = ordered;
  return ordered.flatMap(([id, points]) => (points < best * LEAST_SHARE ? [] : [id]));
}
