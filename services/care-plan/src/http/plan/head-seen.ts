import { heldWithPlan } from '@carethread/event-sourcing';
import type { RequestContext } from '@carethread/http-api';
import type { planHead } from './plan-head.js';

type PlanHead = ReturnType<typeof planHead>;

/** Draft and proposal stand in a plan's head only for those who may read the draft; the proposal for those who sign it too. */
export async function headSeen(ask: RequestContext, personId: string | null, planId: string, head: PlanHead) {
  const sight = ask.sight(personId);
  const held = heldWithPlan(planId);
  if (await sight.as('draftPlan', 'read').sees(held)) return head;
  const { draft: _, proposal, ...others } = head;
  const signs = proposal !== undefined && (await sight.as('sign', 'command').sees(held));
  return signs ? { ...others, proposal } : others;
}
