export type OrganisationSet = {
  readonly kind: string;
  readonly name: string;
  readonly jurisdiction: string;
  readonly councilOperated: boolean;
  readonly registrationNo?: string;
  readonly logoRef?: string;
  readonly services: readonly { readonly serviceId: string; readonly setting: string }[];
};

export type OrganisationEvent = {
  readonly type: 'OrganisationSet';
  readonly payload: OrganisationSet & { readonly organisationId: string };
};
