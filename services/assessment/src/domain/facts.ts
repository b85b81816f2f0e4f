/** What assessment knows of a person besides its own streams. */
export interface AssessmentFacts {
  /** Published plans: what a handover may refer to. */
  readonly plans: Readonly<Record<string, KnownPlan>>;
  readonly formats: readonly string[];
  readonly deceased: boolean;
}

export interface KnownPlan {
  readonly planKind: string;
  readonly versionNo: number;
  readonly needs: number;
  readonly provision: number;
}

export const NO_FACTS: AssessmentFacts = { plans: {}, formats: [], deceased: false };
