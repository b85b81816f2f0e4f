import { type Decider, TENANT } from '@carethread/event-sourcing';

export type OrganisationSet = {
  readonly kind: string;
  readonly name: string;
  readonly jurisdiction: string;
  readonly councilOperated: boolean;
  readonly registrationNo?: string;
  readonly logoRef?: string;
  readonly services: readonly { readonly serviceId: string; readonly setting: string }[];
};

export type OrganisationState = OrganisationSet & { readonly organisationId: string };
export type OrganisationEvent = { readonly type: 'OrganisationSet'; readonly payload: OrganisationState };
export type OrganisationCommand = {
  readonly type: 'SetOrganisation';
  readonly organisationId: string;
  readonly organisation: OrganisationSet;
};

const UNSET: OrganisationState = {
  organisationId: '',
  kind: '',
  name: '',
  jurisdiction: 'ENG',
  councilOperated: false,
  services: [],
};

/** An organisation and the services it runs: configuration, owned here, published to all services. */
export const organisation: Decider<OrganisationState, OrganisationCommand, OrganisationEvent> = {
  category: 'organisation',
  keyClass: 'core',
  holder: () => TENANT,
  classification: 'none',
  initial: UNSET,
  evolve: (_, event) => event.payload,
  decide: (command) => [
    { type: 'OrganisationSet', payload: { ...command.organisation, organisationId: command.organisationId } },
  ],
};
