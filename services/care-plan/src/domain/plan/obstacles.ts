import { PACKS, type RuleCode } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import { said, section, type PlanContent } from './content.js';
import { atOnce, type Objects } from './objections.js';
import type { Opened } from './payloads.js';
import { profileHolding } from './profile.js';
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
  refuse = atOnce,
): void {
  const obstacle = lastingObstacle(content, state, opened, context);
  if (obstacle !== undefined) refuse(obstacle.code, obstacle.items);
  // Nobody could give the co-ordinator's signature.
  if (opened.planKind === 'cpa' && context.facts.coordinatorId === undefined)
    refuse('COORDINATOR_REQUIRED', ['coordinatorId']);
}

/** What the version itself, what is recorded beside it and what is known of the person must be like when it is published. */
export function mustStandForPublication(
  content: PlanContent,
  effectiveFrom: Instant,
  state: PlanState,
  opened: Opened,
  context: Context<CarePlanFacts>,
  refuse: Objects,
): void {
  if (opened.planKind === 'provider' && state.versions.length === 0 && !state.accessNotice)
    refuse('ACCESS_NOTICE_REQUIRED');
  if (
    profileHolding(opened, state, effectiveFrom).profile.code === 'SCO' &&
    opened.planKind === 'provider' &&
    context.about(opened.organisationId) !== undefined
  ) {
    const { organisation } = context.about(opened.organisationId);
    if (organisation?.registrationNo === undefined) refuse('REGISTRATION_REQUIRED');
  }
  const lasting = lastingObstacle(content, state, opened, context);
  if (lasting !== undefined) refuse(lasting.code, lasting.items);
  // R25: concluded, or concluded anew, after the person's signatures.
  const unsigned = unsignedRisks(context);
  if (unsigned.length > 0) refuse('RISK_CONSENT_REQUIRED', unsigned);
}

/** The plan's open risks that the person has not signed as they stand now. */
function unsignedRisks({ facts, id }: Context<CarePlanFacts>): readonly string[] {
  return Object.entries(facts.risks).flatMap(([riskId, { open, planId, version, signedVersion = 0 }]) =>
    open && planId === id && signedVersion < version ? [riskId] : [],
  );
}
