/** What consent knows of a person besides the stream at hand. */
export interface ConsentFacts {
  readonly formats: readonly string[];
  /** Renditions by plan and proposal: `<planId>/<proposalNo>`. */
  readonly renditions: Readonly<Record<string, readonly string[]>>;
  /** Risk assessments whose latest version the person has signed. */
  readonly signedRisks: Readonly<Record<string, number>>;
  readonly plans: Readonly<
    Record<string, { readonly versionNo: number; readonly contentHash: string; readonly planKind: string }>
  >;
  readonly deceased: boolean;
}

export const NO_FACTS: ConsentFacts = { formats: [], renditions: {}, signedRisks: {}, plans: {}, deceased: false };
