import type { PolicyReader } from '@carethread/runtime';
import type { ReviewFacts } from '../../domain/facts.js';

/** The items that stand in these sections of any of a person's plans, as far as review knows them. */
export async function namedInHoldings(
  reader: Pick<PolicyReader, 'facts'>,
  personId: string,
  sections: readonly string[],
): Promise<readonly string[]> {
  const { plans } = await reader.facts<ReviewFacts>(personId);
  const held = Object.values(plans).flatMap(({ holdings = {} }) => Object.entries(holdings));
  return held.flatMap(([list, ids]) => (sections.includes(list.split('.')[0] ?? '') ? ids : []));
}
