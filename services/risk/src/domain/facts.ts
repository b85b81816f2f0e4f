/** What risk knows of a subject besides the stream at hand. */
export interface RiskFacts {
  /** For an organisation as subject. */
  readonly councilOperated: boolean;
  readonly plans: readonly string[];
  readonly deceased: boolean;
}

export const NO_FACTS: RiskFacts = { councilOperated: false, plans: [], deceased: false };
