import type { Relations } from '@carethread/access';
import type { Holder } from '@carethread/event-sourcing';
import type { Scope } from '@carethread/lists';
import { scopesOfHeld } from './scopes-of-held.js';

/** On whose lists stands what these hold; on nobody's while it is not known whose the plan is that it belongs to. */
export function scopesOfHolder(
  person: { readonly personId: string; readonly relations: Relations },
  holder: Holder | readonly Holder[],
): readonly Scope[] {
  return [holder].flat().flatMap((one) => {
    if (one.kind === 'council') return scopesOfHeld(person, undefined);
    if (one.kind === 'organisation' || one.kind === 'case') return scopesOfHeld(person, one.organisationId);
    const plan = one.kind === 'plan' ? person.relations.plans[one.planId] : undefined;
    if (plan === undefined) return [];
    return scopesOfHeld(person, plan.planKind === 'localAuthority' ? undefined : plan.organisationId);
  });
}
