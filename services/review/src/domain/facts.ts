import type { Instant } from '@carethread/ledger';

/** What review knows of a person besides the stream at hand. */
export interface ReviewFacts {
  readonly plans: Readonly<Record<string, KnownPlan>>;
  readonly agreements: Readonly<Record<string, { readonly agreedAt: Instant }>>;
  /** Scopes by contact (user id). */
  readonly contacts: Readonly<Record<string, readonly string[]>>;
  readonly team: readonly string[];
  /** The open obligation of each kind, by plan. */
  readonly open: Readonly<
    Record<string, Readonly<Record<string, { readonly dueAt: Instant; readonly opensAt?: Instant }>>>
  >;
  readonly refusals: readonly { readonly actionId: string; readonly date: string }[];
  readonly deceased: boolean;
}

export interface KnownPlan {
  readonly planKind: string;
  readonly organisationId: string;
  readonly jurisdiction: string;
  readonly rulePacks: readonly string[];
  readonly versionNo: number;
  readonly outcomeIds: readonly string[];
  readonly needIds: readonly string[];
  readonly actionIds: readonly string[];
}

export const NO_FACTS: ReviewFacts = {
  plans: {},
  agreements: {},
  contacts: {},
  team: [],
  open: {},
  refusals: [],
  deceased: false,
};
