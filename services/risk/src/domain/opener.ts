import type { EventMeta } from '@carethread/event-sourcing';

/** The organisation that holds what it opened; none where the council did. */
export function heldByOrganisation({ role, organisation }: EventMeta['actor']): { readonly heldBy?: string } {
  return organisation === undefined || role === 'AS' ? {} : { heldBy: organisation };
}

/** Events stored before they named their organisation belong to that of their actor. */
export function organisationOf({ organisation }: EventMeta['actor']): { readonly organisationId?: string } {
  return organisation === undefined ? {} : { organisationId: organisation };
}
