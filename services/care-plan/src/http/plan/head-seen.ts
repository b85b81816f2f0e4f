import { heldWithPlan } from '@carethread/event-sourcing';
import type { JsonObject } from '@carethread/ledger';
import type { RequestContext } from '@carethread/http-api';

/** Draft and proposal stand in a plan's head only for those who may read the draft; the proposal for those who sign it too. */
export async function headSeen(
  ask: RequestContext,
  personId: string | null,
  planId: string,
  head: JsonObject,
): Promise<JsonObject> {
  const sight = ask.sight(personId);
  const held = heldWithPlan(planId);
  if (await sight.as('draftPlan', 'read').sees(held)) return head;
  const { draft: _, proposal, ...others } = head;
  const signs = proposal !== undefined && (await sight.as('sign', 'command').sees(held));
  return signs ? { ...others, proposal } : others;
}
