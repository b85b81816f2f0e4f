import type { ActingParty } from '@carethread/event-sourcing';
import type { CarePlanFacts } from './facts.js';

/** The plan that care staff work by: the open provider plan of their organisation, else the person's only one. */
export function planIdFor(facts: CarePlanFacts, actor: ActingParty): string | undefined {
  const open = Object.entries(facts.plans).filter(
    ([, plan]) => plan.planKind !== 'localAuthority' && plan.state !== 'closed',
  );
  return (open.find(([, plan]) => plan.organisationId === actor.organisationId) ?? open[0])?.[0];
}
