import { TENANT, type Decider } from '@carethread/event-sourcing';
import type { OrganisationEvent, OrganisationSet } from './events.js';
import { NO_ORGANISATION, type OrganisationState } from './state.js';

export type OrganisationCommand = {
  readonly type: 'SetOrganisation';
  readonly organisationId: string;
  readonly organisation: OrganisationSet;
};

/** An organisation and the services it runs: configuration, owned here, published to all services. */
export const organisation: Decider<OrganisationState, OrganisationCommand, OrganisationEvent> = {
  category: 'organisation',
  keyClass: 'core',
  holder: () => TENANT,
  jurisdiction: ({ organisation: { jurisdiction } }) => jurisdiction,
  classification: 'none',
  initial: NO_ORGANISATION,
  decide: {
    SetOrganisation: ({ organisation: set, organisationId }) => [
      { type: 'OrganisationSet', payload: { ...set, organisationId } },
    ],
  },
  evolve: { OrganisationSet: (_, { payload }) => payload },
};
