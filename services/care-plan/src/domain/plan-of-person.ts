import type { ActingParty } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { CarePlanFacts, KnownPlan } from './facts.js';

/**
 * The plans that care staff work or worked by: those of their organisation, the open one first; any for staff who act for none.
 * One that was closed still says what was to be done before.
 */
export function plansFor(
  facts: CarePlanFacts,
  { organisationId }: ActingParty,
): readonly (readonly [string, KnownPlan])[] {
  const own = Object.entries(facts.plans).filter(
    ([, plan]) =>
      plan.planKind !== 'localAuthority' && (organisationId === undefined || plan.organisationId === organisationId),
  );
  const isOpen = ([, { state }]: readonly [string, KnownPlan]): boolean => state !== 'closed';
  return [...own.filter(isOpen), ...own.filter((one) => !isOpen(one)).reverse()];
}

/** The plan that care staff worked by at an instant. */
export function planIdAt(facts: CarePlanFacts, actor: ActingParty, at: Instant): string | undefined {
  return plansFor(facts, actor).find(([, { state, closedAt = '' }]) => state !== 'closed' || at < closedAt)?.[0];
}
