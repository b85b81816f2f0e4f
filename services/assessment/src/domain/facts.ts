/** What assessment knows of a person besides its own streams. */
export interface AssessmentFacts {
  /** Published plans: what a handover may refer to. */
  readonly plans: Readonly<Record<string, KnownPlan>>;
  readonly formats: readonly string[];
  /** From when those formats are asked for. */
  readonly formatsFrom?: string;
  readonly deceased: boolean;
  /** For an organisation as subject: what it is in each tenant that has set it up. */
  readonly organisations: Readonly<Record<string, KnownOrganisation>>;
  /** For a member of staff as subject: when they have the work of somebody who is away, by absence. */
  readonly standsIn?: Readonly<Record<string, StandsIn>>;
}

export interface StandsIn {
  readonly organisationId?: string;
  readonly from: string;
  readonly to: string;
}

export interface KnownOrganisation {
  readonly kind: string;
  /** As they are registered. */
  readonly services: readonly { readonly serviceId: string; readonly setting: string }[];
}

export interface KnownPlan {
  readonly planKind: string;
  readonly versionNo: number;
  readonly needs: number;
  readonly provision: number;
}

export const NO_FACTS: AssessmentFacts = { plans: {}, formats: [], deceased: false, organisations: {} };
