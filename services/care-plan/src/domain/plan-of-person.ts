import type { ActingParty } from '@carethread/event-sourcing';
import type { CarePlanFacts } from './facts.js';

/** The plan that care staff work by: the open one of their organisation; the person's only one for whoever acts for none. */
export function planIdFor(facts: CarePlanFacts, actor: ActingParty): string | undefined {
  const open = Object.entries(facts.plans).filter(
    ([, plan]) => plan.planKind !== 'localAuthority' && plan.state !== 'closed',
  );
  const { organisationId } = actor;
  return (
    organisationId === undefined ? open[0] : open.find(([, plan]) => plan.organisationId === organisationId)
  )?.[0];
}
