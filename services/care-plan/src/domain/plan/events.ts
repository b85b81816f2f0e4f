import type { PlanHoldings } from '@carethread/contracts';
import type { Instant } from '@carethread/ledger';
import type { PlanContent } from './content.js';
import type { Conflict } from './lay-over.js';
import type { PlanSuspended, PlanResumed } from './suspended.js';
import type { Cause, Change, Correction } from './version.js';

export type { Cause, Change, Correction, RecordedCorrection, Version } from './version.js';

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
        /** Why, in the words of each of the two; absent on what one alone had requested. */
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
        /** Why neither the person nor anybody who may speak for them was there. */
        readonly reason?: string;
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
        /** The ids of the items of every list; absent on events stored before reviews needed them. */
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
        /** It had not begun, and never does. */
        readonly overtaken?: boolean;
      };
    }
  /** The draft says something else since a version was published or corrected: those who hold it read it again. */
  | {
      readonly type: 'DraftRebased';
      readonly payload: {
        readonly draftRevision: number;
        readonly basedOnVersion: number;
        readonly conflicts: readonly Conflict[];
      };
    }
  /** What was agreed for a later day is in no version that will hold then: it is proposed again, from its own day (R10). */
  | { readonly type: 'AgreedChangesPostponed'; readonly payload: Postponed & { readonly planId: string } }
  /** What was agreed elsewhere could not be proposed: it is a task for the plan's holder, never silence (R4). */
  | {
      readonly type: 'AmendmentIncomplete';
      readonly payload: {
        readonly planId: string;
        readonly planKind: string;
        readonly organisationId: string;
        readonly cause: Cause;
        readonly code: string;
        readonly items: readonly string[];
        readonly changes: readonly Change[];
        /** The changes can be made, and stand in the next proposal; the plan as a whole is not complete with them. */
        readonly pending?: boolean;
      };
    }
  /** The council's plan that this one was derived from has a later version (R16). */
  | {
      readonly type: 'SourcePlanSuperseded';
      readonly payload: {
        readonly planId: string;
        readonly source: { readonly id: string; readonly version: number };
        readonly supersededBy: number;
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
