import type { PlanHoldings } from '@carethread/contracts';
import type { Instant } from '@carethread/ledger';
import type { PlanContent } from './content.js';
import type { Conflict } from './lay-over.js';
import type {
  Opened,
  ProfileChangeApproved,
  Stamped,
  Replaced,
  Party,
  Proposed,
  Rendition,
  Published,
  Postponed,
} from './payloads.js';
import type { PlanSuspended, PlanResumed } from './suspended.js';
import type { Cause, Change, Correction } from './version.js';

export type { Cause, Change, Correction, RecordedCorrection, Version } from './version.js';

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
