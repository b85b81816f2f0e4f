import type { PlanHoldings } from '@carethread/contracts';
import type { Instant, Json } from '@carethread/ledger';
import type { PlanContent } from './content.js';
import type { PlanResumed, PlanSuspended, Suspension } from './suspended.js';

export type Party = { readonly kind?: string; readonly id?: string; readonly name?: string; readonly role?: string };
export type Cause = { readonly kind: string; readonly id?: string };
export type Change = {
  /** A client may leave it out. */
  readonly changeId?: string;
  readonly itemId: string;
  readonly field?: string;
  readonly what?: string;
  readonly from?: Json;
  readonly to?: Json;
  readonly reason?: string;
  readonly by?: string;
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
  /** The day that was asked for; absent where it is the day on which the second approves. */
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
export type Correction = {
  readonly correctionId: string;
  readonly field: string;
  readonly from: Json;
  readonly to: Json;
  readonly reason: string;
  readonly effectiveFrom: Instant;
  readonly appliesToVersions: readonly number[];
  /** When the person was told of it; absent on corrections of before this was kept. */
  readonly personToldAt?: Instant;
  readonly by: string;
  /** The new issue of each affected version, with its own content hash. */
  readonly issues: readonly { readonly versionNo: number; readonly issueNo: number; readonly contentHash: string }[];
  readonly salts: Readonly<Record<string, string>>;
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
  /** When the person was told of a replacement that reads the same. */
  readonly personToldAt?: Instant;
  readonly by: string;
  readonly reason?: string;
};

export type PlanEvent =
  | { readonly type: 'CarePlanOpened'; readonly payload: Opened }
  /** A plan that the platform had opened, because its service started without one, is somebody's from now on (D2). */
  | { readonly type: 'PlanTakenUp'; readonly payload: { readonly planId: string } }
  | {
      readonly type: 'DraftSaved';
      readonly payload: {
        readonly draftRevision: number;
        readonly sections: readonly string[];
        readonly content: PlanContent;
        readonly marks?: readonly string[];
      };
    }
  | { readonly type: 'ProfileChangeApproved'; readonly payload: ProfileChangeApproved }
  | {
      readonly type: 'PlanProfileChanged';
      readonly payload: Stamped & {
        readonly planId: string;
        readonly organisationId: string;
        readonly from: Stamped['profile'];
        readonly effectiveFrom: Instant;
        readonly reason: string;
        readonly approvedBy: readonly string[];
        /** Why, in the words of each of the two; absent on what one alone had asked for. */
        readonly reasons?: readonly string[];
        readonly key?: string;
      };
    }
  | { readonly type: 'PlanReplaced'; readonly payload: Replaced }
  | {
      readonly type: 'PlanContentDiverged';
      readonly payload: {
        readonly planId: string;
        readonly versionNo: number;
        readonly issueNo: number;
        readonly storedHash: string;
        readonly rebuiltHash: string;
      };
    }
  | { readonly type: 'NarrativeSimilar'; readonly payload: { readonly sections: readonly string[] } }
  | {
      readonly type: 'PlanDiscussionRecorded';
      readonly payload: {
        readonly date: string;
        readonly place?: string;
        readonly participants: readonly Party[];
        readonly summary: string;
        readonly preferencesSought: readonly string[];
      };
    }
  | {
      readonly type: 'InvolvementRecorded';
      readonly payload: {
        readonly how: string;
        readonly personsWords?: string;
        readonly degree: string;
        readonly reason?: string;
        readonly stepsTried: readonly string[];
      };
    }
  | {
      readonly type: 'AccessNoticeGiven';
      readonly payload: { readonly date: string; readonly byWhom?: string; readonly format?: string };
    }
  | { readonly type: 'PlanVersionProposed'; readonly payload: Proposed }
  | { readonly type: 'ProposalReturned'; readonly payload: { readonly proposalNo: number; readonly because: string } }
  | { readonly type: 'RenditionAdded'; readonly payload: Rendition & { readonly planId: string } }
  | {
      readonly type: 'PublicationRefused';
      readonly payload: { readonly planId: string; readonly proposalNo: number; readonly code: string };
    }
  | {
      readonly type: 'ProvisionalPlanPublished';
      readonly payload: Published & {
        readonly serviceStartedAt?: Instant;
        readonly consentBasis: string;
        readonly content: PlanContent;
        readonly salts: Readonly<Record<string, string>>;
      };
    }
  | {
      readonly type: 'PlanVersionPublished';
      readonly payload: Published & {
        readonly outcomeIds: readonly string[];
        /** Goals and outcomes that the plan itself calls met (ENG-121). */
        readonly achievedIds?: readonly string[];
        readonly needIds: readonly string[];
        /** Not on what was stored before inspectors were shown them. */
        readonly actionIds?: readonly string[];
        /** The ids of the items of every list; not on what was stored before reviews were told of them. */
        readonly holdings?: PlanHoldings;
        readonly provision: number;
      };
    }
  | {
      readonly type: 'PlanVersionSuperseded';
      readonly payload: {
        readonly planId: string;
        readonly versionNo: number;
        readonly supersededBy: number;
        readonly supersededAt: Instant;
      };
    }
  | { readonly type: 'RiskLinkedToPlan'; readonly payload: { readonly riskId: string; readonly version: number } }
  | { readonly type: 'PlanCorrectionRecorded'; readonly payload: Correction & { readonly planId: string } }
  | { readonly type: 'PlanSuspended'; readonly payload: PlanSuspended }
  | { readonly type: 'PlanResumed'; readonly payload: PlanResumed }
  | {
      readonly type: 'PersonStatementAttached';
      readonly payload: {
        readonly statementId: string;
        readonly about: string;
        readonly statement: string;
        readonly replyDueAt: Instant;
      };
    }
  | {
      readonly type: 'CarePlanClosed';
      readonly payload: {
        readonly planId: string;
        readonly organisationId: string;
        readonly reason: string;
        readonly closedAt: Instant;
      };
    };

export interface Version {
  readonly versionNo: number;
  readonly proposalNo: number;
  readonly content: PlanContent;
  readonly salts: Readonly<Record<string, string>>;
  readonly contentHash: string;
  readonly effectiveFrom: Instant;
  readonly publishedAt: Instant;
  readonly supersededAt: Instant | undefined;
  readonly changes: readonly Change[];
  readonly cause: Cause;
  readonly changeSummary: string;
  readonly author: string;
  readonly reason: string | undefined;
  readonly provisional: boolean;
  readonly issueNo: number;
  /** The profile that held when it was to take effect; kept, whatever holds later. */
  readonly profile: Stamped['profile'] | undefined;
  /** Where it is a clean replacement: of which version, and how many amendments it folds in. */
  readonly replacesVersionNo?: number;
  readonly amendmentsFolded?: number;
}

export interface Proposal extends Proposed {
  readonly state: 'proposed' | 'returned' | 'published';
  readonly refusedCode: string | undefined;
  readonly proposedAt: Instant;
  readonly signOff: { readonly signOffId: string; readonly completedAt: Instant } | undefined;
}

export interface PlanState {
  readonly state: 'none' | 'draft' | 'provisional' | 'active' | 'closed';
  readonly opened: Opened | undefined;
  /** The platform opened it, and nobody has begun to write it. */
  readonly awaitsAuthor?: boolean;
  readonly profileApprovals: readonly ProfileChangeApproved[];
  readonly profileChanges: readonly (Stamped & { readonly effectiveFrom: Instant })[];
  readonly draft: PlanContent;
  readonly draftRevision: number;
  readonly discussions: number;
  readonly involvement: number;
  readonly accessNotice: boolean;
  readonly proposals: readonly Proposal[];
  readonly versions: readonly Version[];
  readonly replacements: readonly Replaced[];
  /** Issues that were found to read otherwise than was agreed, and reported (PLAT-02). */
  readonly diverged: readonly { readonly versionNo: number; readonly issueNo: number }[];
  readonly renditions: readonly Rendition[];
  readonly risks: Readonly<Record<string, number>>;
  readonly corrections: readonly (Correction & { readonly recordedAt: Instant })[];
  /** Every act by which care was withheld, with what has lifted it since. */
  readonly suspensions: readonly Suspension[];
  readonly statements: readonly {
    readonly statementId: string;
    readonly about: string;
    readonly statement: string;
    readonly replyDueAt: Instant;
  }[];
}

export const NO_PLAN: PlanState = {
  state: 'none',
  opened: undefined,
  profileApprovals: [],
  profileChanges: [],
  draft: {},
  draftRevision: 0,
  discussions: 0,
  involvement: 0,
  accessNotice: false,
  proposals: [],
  versions: [],
  replacements: [],
  diverged: [],
  renditions: [],
  risks: {},
  corrections: [],
  suspensions: [],
  statements: [],
};
