import { heldWithPlan } from '@carethread/event-sourcing';
import type { JsonObject } from '@carethread/ledger';
import type { Ask } from '@carethread/service-kit';

/** Draft and proposal stand in a plan's head only for those who may read the draft: who write it, contribute to it, or sign it. */
export async function headSeen(
  ask: Ask,
  personId: string | null,
  planId: string,
  head: JsonObject,
): Promise<JsonObject> {
  const sight = ask.sight(personId);
  const held = heldWithPlan(planId);
  for (const capability of ['draftPlan', 'suggestContent', 'sign'] as const)
    if (await sight.as(capability, 'command').sees(held)) return head;
  const { draft: _, proposal: __, ...others } = head;
  return others;
}
