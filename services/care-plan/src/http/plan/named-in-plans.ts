import type { PolicyReader } from '@carethread/runtime';
import { carePlan } from '../../domain/plan/decider.js';
import { namesIn } from '../../domain/plan/restricted.js';

/** What stands in these sections of any of a person's plans, by name. */
export async function namedInPlans(
  reader: Pick<PolicyReader, 'ids' | 'state'>,
  personId: string,
  sections: readonly string[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const id of await reader.ids(carePlan.category, personId))
    found.push(...namesIn(await reader.state(carePlan, id), sections));
  return found;
}
