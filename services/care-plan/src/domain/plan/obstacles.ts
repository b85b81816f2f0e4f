import { PACKS, refuse, type RuleCode } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { CarePlanFacts } from '../facts.js';
import { said, section, type PlanContent } from './content.js';
import type { Opened } from './payloads.js';
import type { PlanState } from './state.js';

/** A code that publication refuses with, and what it names. */
export interface Obstacle {
  readonly code: RuleCode;
  readonly items?: readonly string[];
}

/**
 * R4: what would stand in the way of publication whatever happens while it is signed, so that nobody signs what cannot be
 * published: the same rule refuses the proposal, and the publication should a fact have changed in between.
 */
export function lastingObstacle(
  content: PlanContent,
  state: PlanState,
  opened: Opened,
  { facts, id }: Pick<Context<CarePlanFacts>, 'facts' | 'id'>,
): Obstacle | undefined {
  const unlinked = Object.entries(facts.risks).filter(
    ([riskId, risk]) => risk.open && risk.planId === id && state.risks[riskId] === undefined,
  );
  if (unlinked.length > 0) return { code: 'RISK_NOT_ON_PLAN', items: unlinked.map(([riskId]) => riskId) };
  if (opened.planKind !== 'cpa') return undefined;
  if (Object.values(facts.risks).length === 0) return { code: 'RISK_REQUIRED' };
  const crisis = said(section(content, 'contingency')['crisisPlan']) || said(section(content, 'cpa')['crisisPlan']);
  const wanted = PACKS.CPA.crisisPlanRequiredFor.some((level) => level === facts.cpaLevel);
  return wanted && !crisis ? { code: 'CRISIS_PLAN_REQUIRED', items: ['contingency.crisisPlan'] } : undefined;
}

export function mustBePublishable(
  content: PlanContent,
  state: PlanState,
  opened: Opened,
  context: Context<CarePlanFacts>,
): void {
  const obstacle = lastingObstacle(content, state, opened, context);
  if (obstacle !== undefined) refuse(obstacle.code, obstacle.items);
  // Nobody could give the co-ordinator's signature.
  if (opened.planKind === 'cpa' && context.facts.coordinatorId === undefined)
    refuse('COORDINATOR_REQUIRED', ['coordinatorId']);
}
