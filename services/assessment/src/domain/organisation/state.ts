import type { OrganisationEvent } from './events.js';

export type OrganisationState = OrganisationEvent['payload'];

export const NO_ORGANISATION: OrganisationState = {
  organisationId: '',
  kind: '',
  name: '',
  jurisdiction: '',
  councilOperated: false,
  services: [],
};
