import type { Json, JsonObject } from '@carethread/ledger';
import type { RequestContext } from '@carethread/http-api';
import { carePlan } from '../../domain/plan/decider.js';
import { narratives, type Narrative } from '../../views/narratives.js';

/** Shorter texts are alike by chance. */
const LONG = 60;

/**
 * Marks of a draft's longer texts, by HMAC under the tenant's secret (a plain hash could be guessed), and the sections whose text
 * stands in the plan of somebody else, word for word but for spaces and case.
 */
export async function narrativesOf(
  ask: RequestContext<{ readonly content: JsonObject }>,
): Promise<{ readonly marks: readonly string[]; readonly similar: readonly string[] }> {
  const marks = new Set<string>();
  const similar = new Set<string>();
  for (const [section, value] of Object.entries(ask.body.content))
    for (const text of textsOf(value)) {
      const mark = ask.keyedHash(text);
      marks.add(mark);
      const known = await ask.read.find(narratives, mark);
      if (known !== undefined && (await standsElsewhere(ask, known))) similar.add(section);
    }
  return { marks: [...marks], similar: [...similar] };
}

/** In a plan that the writer may read: nobody learns from this what stands in a record that they may not read. */
async function standsElsewhere(
  { read, params, sight }: RequestContext<unknown>,
  { planIds }: Narrative,
): Promise<boolean> {
  for (const planId of planIds) {
    if (planId === params['id']) continue;
    const stream = await read.state(carePlan, planId);
    if (await sight(stream.personId).as('readPlan', 'read').seesStream(carePlan, stream)) return true;
  }
  return false;
}

function textsOf(value: Json): readonly string[] {
  if (typeof value === 'string') {
    const plain = value.toLowerCase().replace(/\s+/g, ' ').trim();
    return plain.length >= LONG ? [plain] : [];
  }
  if (Array.isArray(value)) return value.flatMap((one: Json) => textsOf(one));
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((one) => textsOf(one)) : [];
}
