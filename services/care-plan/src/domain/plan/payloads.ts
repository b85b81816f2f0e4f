import type { Instant } from '@carethread/ledger';
import type { PlanContent } from './content.js';
import type { Change, Cause } from './version.js';

export type Party = { readonly kind?: string; readonly id?: string; readonly name?: string; readonly role?: string };

/** What a proposal does not hold because it takes effect before: from its own day it is proposed again (R10). */
export type Postponed = {
  /** The upcoming version that says so; absent where it was proposed and not yet published. */
  readonly versionNo?: number;
  readonly effectiveFrom: Instant;
  readonly changes: readonly Change[];
};

/** The profile that a plan or a version is under, and the laws that it lists (ENG-004). */
export type Stamped = {
  readonly profile: { readonly code: string; readonly version: number };
  readonly laws: readonly string[];
};

/** A change that one person has approved, and that takes effect once another does. */
export type ProfileChangeApproved = {
  readonly planId: string;
  readonly profile: Stamped['profile'];
  /** The requested day; absent where it is the day on which the second approves. */
  readonly effectiveOn?: string;
  readonly reason: string;
  readonly key: string;
  readonly by: string;
  readonly lapsesAt: Instant;
  readonly names?: string;
};

export type Opened = Stamped & {
  readonly planId: string;
  readonly planKind: string;
  readonly organisationId: string;
  readonly episodeId?: string;
  readonly rulePacks: readonly string[];
  readonly derivedFrom?: { readonly id: string; readonly version: number };
  readonly sourceAssessment?: { readonly id: string; readonly version: number };
  readonly councilNeeds: readonly string[];
};

export type Proposed = {
  readonly planId: string;
  readonly planKind: string;
  readonly organisationId: string;
  readonly rulePacks: readonly string[];
  readonly jurisdiction: string;
  readonly proposalNo: number;
  readonly basedOnVersion?: number;
  readonly content: PlanContent;
  readonly salts: Readonly<Record<string, string>>;
  readonly contentHash: string;
  readonly changes: readonly Change[];
  readonly cause: Cause;
  /** Everything that caused it, where that is more than one thing. */
  readonly causes?: readonly Cause[];
  /** The corrections of the version that it starts from that its content holds. */
  readonly correctionIds?: readonly string[];
  readonly notCarried?: readonly Postponed[];
  /** What the proposal that was open said, and this one says otherwise: the later words hold (R3). */
  readonly overridden?: readonly Change[];
  readonly effectiveFrom?: string;
  readonly riskRefs: readonly { readonly id: string; readonly version: number }[];
  readonly author: string;
  readonly reason?: string;
};

export type Published = {
  readonly planId: string;
  readonly planKind: string;
  readonly organisationId: string;
  readonly versionNo: number;
  readonly proposalNo: number;
  readonly contentHash: string;
  readonly effectiveFrom: Instant;
  readonly supersedesVersionNo?: number;
  readonly signOffId?: string;
  readonly changeSummary: string;
  readonly cause: Cause;
  readonly causes?: readonly Cause[];
  readonly consentPending?: boolean;
};

export type Rendition = {
  readonly proposalNo?: number;
  readonly versionNo?: number;
  readonly issueNo: number;
  readonly format: string;
  readonly lang?: string;
  readonly attachmentHash?: string;
  readonly preparedBy?: string;
  readonly verifiedBy?: string;
};

/** Stored before the version that takes the place of another; with its content where nobody needed to sign it. */
export type Replaced = {
  readonly planId: string;
  readonly planKind: string;
  readonly organisationId: string;
  readonly versionNo: number;
  readonly replacesVersionNo: number;
  readonly amendmentsFolded: number;
  readonly contentHash: string;
  readonly content?: PlanContent;
  readonly salts?: Readonly<Record<string, string>>;
  /** The corrections of the version it replaces that its content holds. */
  readonly correctionIds?: readonly string[];
  /** When the person was told of a replacement that reads the same. */
  readonly personToldAt?: Instant;
  readonly by: string;
  readonly reason?: string;
};
