export interface KnownPlan {
  readonly planKind: string;
  readonly organisationId: string;
}

/** What risk knows of a subject besides the stream at hand. */
export interface RiskFacts {
  /** For an organisation as subject. */
  readonly councilOperated: boolean;
  /** The person's plans. */
  readonly plans: Readonly<Record<string, KnownPlan>>;
  /** Where the person is served now: the setting of every service agreed for them that has not ended, by episode. */
  readonly settings: Readonly<Record<string, string>>;
  readonly deceased: boolean;
}

export const NO_FACTS: RiskFacts = { councilOperated: false, plans: {}, settings: {}, deceased: false };
