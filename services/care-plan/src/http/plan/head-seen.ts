import { heldWithPlan } from '@carethread/event-sourcing';
import type { RequestContext } from '@carethread/http-api';
import type { planHead } from './plan-head.js';

type PlanHead = ReturnType<typeof planHead>;

/** Draft and proposal stand in a plan's head only for those who may read the draft; the proposal for those who sign it too. */
export async function headSeen(ask: RequestContext, personId: string | null, planId: string, head: PlanHead) {
  if (await readsDraft(ask, personId, planId)) return head;
  const { draft: _, proposal, ...others } = head;
  return proposal !== undefined && (await signs(ask, personId, planId)) ? { ...others, proposal } : others;
}

export function readsDraft(ask: RequestContext, personId: string | null, planId: string): Promise<boolean> {
  return ask.sight(personId).as('draftPlan', 'read').sees(heldWithPlan(planId));
}

/** Whether a caller signs what is proposed: they read it for that. */
export function signs(ask: RequestContext, personId: string | null, planId: string): Promise<boolean> {
  return ask.sight(personId).as('sign', 'command').sees(heldWithPlan(planId));
}
