import type { Instant, Json } from '@carethread/ledger';

/**
 * The content of a version as it was signed, without the corrections made since. Only `in-force.ts` makes one and looks into it:
 * everything else asks there how a version reads at an instant.
 */
export interface RawContent {
  /** Never there: a member that no JSON has, so that neither this nor a copy of it passes for the content of a plan. */
  readonly asSigned: () => never;
}

export type Cause = { readonly kind: string; readonly id?: string };
export type Change = {
  /** Not on what was stored before each change was given one. */
  readonly changeId?: string;
  /** `add` or `remove`; absent where something is set (contracts, plan-changes). */
  readonly op?: string;
  readonly section?: string;
  readonly itemId: string;
  readonly field?: string;
  readonly what?: string;
  readonly from?: Json;
  readonly to?: Json;
  readonly reason?: string;
  readonly by?: string;
  /** What it was agreed in, where that was elsewhere: a review, a decision about a level. */
  readonly cause?: Cause;
};

export type Correction = {
  readonly correctionId: string;
  readonly field: string;
  /** `add` puts one item into a list; absent where the field is set. */
  readonly op?: string;
  readonly from: Json;
  readonly to: Json;
  readonly reason: string;
  readonly effectiveFrom: Instant;
  readonly appliesToVersions: readonly number[];
  /** When the person was told of it; absent on corrections of before this was kept. */
  readonly personToldAt?: Instant;
  readonly by: string;
  /** The new issues of each affected version, one for each content that it has at some instant, in the order of their effect. */
  readonly issues: readonly { readonly versionNo: number; readonly issueNo: number; readonly contentHash: string }[];
  readonly salts: Readonly<Record<string, string>>;
  /** Of before corrections were ordered by effect: its one issue is of all that was recorded by then, in that order. */
  readonly byRecording?: boolean;
};

export type RecordedCorrection = Correction & { readonly recordedAt: Instant };

export interface Version {
  readonly versionNo: number;
  readonly proposalNo: number;
  readonly content: RawContent;
  readonly salts: Readonly<Record<string, string>>;
  readonly contentHash: string;
  readonly effectiveFrom: Instant;
  readonly publishedAt: Instant;
  readonly changes: readonly Change[];
  readonly cause: Cause;
  readonly causes?: readonly Cause[];
  readonly changeSummary: string;
  readonly author: string;
  readonly reason: string | undefined;
  readonly provisional: boolean;
  /** The version that its content was laid over. */
  readonly basedOnVersion?: number;
  /** The corrections that its content holds already. */
  readonly correctionIds: readonly string[];
  /** A later version was published before this one began: it never holds. */
  /** By a later version, or by the closing of the plan. */
  readonly overtaken?: { readonly by?: number; readonly at: Instant };
  /** The profile that held when it was to take effect; kept, whatever holds later. */
  readonly profile: { readonly code: string; readonly version: number } | undefined;
  /** Where it is a clean replacement: of which version, and how many amendments it folds in. */
  readonly replacesVersionNo?: number;
  readonly amendmentsFolded?: number;
}

/** What the rule for what holds looks at. */
export interface Versions {
  readonly versions: readonly Version[];
  readonly corrections: readonly RecordedCorrection[];
}
