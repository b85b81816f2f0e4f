/** What risk knows of a subject besides the stream at hand. */
export interface RiskFacts {
  /** For an organisation as subject. */
  readonly councilOperated: boolean;
  readonly plans: readonly string[];
  /** Where the person is served now: the setting of every service agreed for them that has not ended, by episode. */
  readonly settings: Readonly<Record<string, string>>;
  readonly deceased: boolean;
}

export const NO_FACTS: RiskFacts = { councilOperated: false, plans: [], settings: {}, deceased: false };
