import type { Instant } from '@carethread/ledger';
import type { PlanHoldings } from '@carethread/contracts';
import type { Following } from './profile-in-force.js';

/** What review knows of a person besides the stream at hand. */
export interface ReviewFacts {
  readonly plans: Readonly<Record<string, KnownPlan>>;
  /** Stretches of service, by episode. */
  readonly episodes: Readonly<Record<string, KnownEpisode>>;
  /** The involvement register, by contact (user id). */
  readonly contacts: Readonly<Record<string, KnownContact>>;
  /** By episode. */
  readonly teams: Readonly<Record<string, KnownTeam>>;
  /** The open obligation of each kind, by plan. */
  readonly open: Readonly<
    Record<string, Readonly<Record<string, { readonly dueAt: Instant; readonly opensAt?: Instant }>>>
  >;
  readonly refusals: readonly KnownRefusal[];
  /** How often in a row a proposal was refused since the last version was published, by plan. */
  readonly refusedProposals: Readonly<Record<string, number>>;
  /** What was learnt of the person and still waits for the review of some plan, in the order in which it became known. */
  readonly news: readonly News[];
  /** Assessments of the person's carers, which are none of the person. */
  readonly ofCarers?: readonly string[];
  readonly risks: Readonly<Record<string, KnownRisk>>;
  /** Restrictions that were authorised and have not ended, whether their authority still holds or not. */
  readonly restrictions?: readonly string[];
  /** The level that was raised in an emergency, and by which fact, until it is decided on an assessment and a review. */
  readonly raisedInEmergency?: { readonly id: string; readonly at: Instant } | undefined;
  readonly deceased: boolean;
}

/** An action of some plan that the person refused, on a local date, while an organisation served them. */
export interface KnownRefusal {
  readonly actionId: string;
  readonly date: string;
  /** Not on what was recorded before it was said. */
  readonly organisationId?: string;
}

export interface KnownEpisode {
  readonly providerId: string;
  readonly agreedAt?: Instant;
  readonly startedAt?: Instant;
  /** Why it ended, where it has. */
  readonly endedBecause?: string;
}

/** A version of a plan: when it was published, and from when it holds. */
export interface KnownVersion {
  readonly versionNo: number;
  readonly publishedAt: Instant;
  readonly effectiveFrom: Instant;
}

export interface KnownPlan {
  readonly planKind: string;
  readonly organisationId: string;
  readonly jurisdiction: string;
  /** The profiles that the plan was put under later. */
  readonly following?: readonly Following[];
  readonly rulePacks: readonly string[];
  readonly versionNo: number;
  readonly outcomeIds: readonly string[];
  readonly needIds: readonly string[];
  readonly actionIds: readonly string[];
  /** The items of each of its lists, as of the version published last. */
  readonly holdings?: PlanHoldings;
  readonly versions?: readonly KnownVersion[];
  /** The service began in an emergency, under a provisional plan. */
  readonly provisional?: boolean;
  readonly closed?: boolean;
  readonly openedAt?: Instant;
  /** When a version of it was last proposed. */
  readonly proposedAt?: Instant;
  /** What was known by then is in the plan: its first publication, or a review from before reviews considered each thing. */
  readonly newSince?: Instant;
  /** When the plan as a whole was last held under review. */
  readonly reviewedAt?: Instant;
  /** What its reviews have considered, of what still waits for the review of some plan. */
  readonly considered?: readonly string[];
  /** Goals and outcomes that were achieved, and when that was first said. */
  readonly achieved?: Readonly<Record<string, Instant>>;
}

export interface KnownContact {
  readonly scopes: readonly string[];
  readonly kind: string;
  readonly name?: string;
  readonly role?: string;
}

export interface KnownTeam {
  readonly organisationId: string;
  readonly keyworkerId: string;
  readonly members: readonly string[];
  readonly open: boolean;
}

/** One thing that was learnt of a person: what it is about stands in `ref`, as ids and codes. */
export type News = {
  /** Of the fact that reported it. */
  readonly id: string;
  readonly kind: string;
  readonly at: Instant;
  readonly ref: Readonly<Record<string, string | number>>;
};

export interface KnownRisk {
  readonly planId?: string;
  /** Whether the person takes it: accepted, with controls or without. */
  readonly taken: boolean;
  /** When it was first taken, or taken again after it was avoided. */
  readonly takenAt: Instant;
  readonly open: boolean;
  /** Of the assessment that counts: one without a date takes an earlier date away. */
  readonly reviewOn?: string | undefined;
  readonly outcome?: KnownOutcome;
}

/** What came of a risk, as it was last said where risks are kept. */
export interface KnownOutcome {
  readonly outcome: string;
  readonly narrative?: string;
  readonly at: Instant;
  /** The review that said so. */
  readonly reviewId?: string | undefined;
}

export const NO_FACTS: ReviewFacts = {
  plans: {},
  episodes: {},
  contacts: {},
  teams: {},
  open: {},
  refusals: [],
  refusedProposals: {},
  news: [],
  risks: {},
  deceased: false,
};
