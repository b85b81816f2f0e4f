import { MOST_MATCHES } from './ranking.js';
import type { SearchPlan, TokenTier } from './search-plan.js';

/** The most people whose sealed details are opened for one search. */
export const MOST_CANDIDATES = 150;
/** Of those who share one token. */
export const MOST_BY_A_TOKEN = 60;

/** People who have a token: at most so many, in a stable order. What it looks in knows tokens blind, under the tenant's secret. */
export type Look<Found> = (token: string, limit: number) => Promise<readonly Found[]>;

export interface Candidates<Found> {
  readonly people: readonly Found[];
  /** More people share what is sought than can be compared: whoever searches should say more. */
  readonly crowded: boolean;
}

/** The people to compare with a query. */
export async function candidates<Found extends { readonly id: string }>(
  { near, similar, broad }: SearchPlan,
  look: Look<Found>,
): Promise<Candidates<Found>> {
  const people = new Map<string, Found>();
  let crowded = false;
  /** How many are found by the last kind. */
  const add = async (tiers: readonly TokenTier[]): Promise<number> => {
    let last = 0;
    for (const { tokens } of tiers) {
      last = 0;
      for (const token of tokens) {
        const limit = Math.min(MOST_BY_A_TOKEN, MOST_CANDIDATES - people.size);
        if (limit === 0) return last;
        const found = await look(token, limit);
        last += found.length;
        crowded ||= tiers !== similar && found.length === limit;
        for (const one of found) people.set(one.id, one);
      }
    }
    return last;
  };
  const alike = await add(near);
  // Where as many bear these very names as are shown, nobody is shown who bears similar ones.
  if (near.at(-1)?.kind === 'pair' && alike >= MOST_MATCHES) return { people: [...people.values()], crowded };
  await add(similar);
  if (similar.length === 0 || people.size < MOST_MATCHES) await add(broad);
  return { people: [...people.values()], crowded };
}
