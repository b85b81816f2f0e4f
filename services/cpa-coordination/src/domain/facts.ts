/** What CPA co-ordination knows of a person from its neighbours: what a decision may cite. */
export interface CpaFacts {
  /** The person's completed assessments, those of their carers left out, with the version that is current. */
  readonly assessments: Readonly<
    Record<string, { readonly version: number; readonly kind: string; readonly completedAt: string }>
  >;
  /** Concluded risk assessments: the version that is current. */
  readonly risks: Readonly<Record<string, number>>;
  /** Closed reviews. */
  readonly reviews: Readonly<
    Record<
      string,
      { readonly planId: string; readonly reviewType: string; readonly outcome: string; readonly heldAt: string }
    >
  >;
  /** Published CPA plans: the version that was published last. */
  readonly plans: Readonly<Record<string, number>>;
  /** The person's CPA plans, published or not. */
  readonly cpaPlans: readonly string[];
  /** Those of them that are closed. */
  readonly closedPlans?: readonly string[];
  /** Copies of the person's plans that were issued: of which plan. */
  readonly copies: Readonly<Record<string, string>>;
  readonly bornOn?: string;
  readonly bornAsOf?: string;
  readonly deceased: boolean;
  /** For an organisation as subject: the tenant that it was set up in. */
  readonly organisation?: string;
  /** And what kind of organisation it is. */
  readonly organisationKind?: string;
}

export const NO_FACTS: CpaFacts = {
  assessments: {},
  risks: {},
  reviews: {},
  plans: {},
  cpaPlans: [],
  copies: {},
  deceased: false,
};
