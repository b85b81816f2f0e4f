import type { RequestContext } from '@carethread/http-api';
import { carePlan } from '../../domain/plan/decider.js';

interface Opening {
  readonly personId: string;
  readonly planKind: string;
  readonly organisationId?: string;
}

/**
 * A CPA plan goes with its case: a team that took a case on has the plan that another organisation opened under it, and opens no
 * second one beside that.
 */
export async function cameWithCase({ read, actor, body, commandId }: RequestContext<Opening>): Promise<boolean> {
  if (body.planKind !== 'cpa') return false;
  const organisationId = body.organisationId ?? actor.organisationId;
  const { relations } = await read.facts(body.personId);
  for (const [planId, plan] of Object.entries(relations.plans)) {
    if (plan.planKind !== 'cpa' || plan.organisationId !== organisationId || plan.closedAt !== undefined) continue;
    // The same request once more is no second one.
    if (!(await read.state(carePlan, planId)).commands.has(commandId)) return true;
  }
  return false;
}
