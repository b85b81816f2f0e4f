import type { Instant } from '@carethread/ledger';
import type { MoveApproval } from '../move-approval.js';
import type { Correction } from './issues.js';

export type Finding = {
  readonly findingId: string;
  readonly category: string;
  readonly domain?: string;
  readonly statement?: string;
  readonly inPersonsWords: boolean;
  readonly sourceId?: string;
  readonly none: boolean;
  readonly noneReason?: string;
};
export type Source = {
  readonly sourceId: string;
  readonly sourceType: string;
  readonly issuingBody?: string;
  readonly dated: string;
  readonly attachmentHash?: string;
  readonly planRef?: { readonly id: string; readonly version: number };
};
export type Outcome = { readonly outcomeId: string; readonly statement: string; readonly change: string };
export type Eligibility = {
  readonly needIds: readonly string[];
  readonly outcomesAffected: readonly string[];
  readonly wellbeingImpact: string;
  readonly eligible: boolean;
  readonly reasons: string;
  /** What the person got in writing where no need is eligible; not on what was stored before it was asked for. */
  readonly advice?: string;
};

export type AssessmentEvent =
  | {
      readonly type: 'AssessmentRequested';
      readonly payload: { readonly kind: string; readonly reason?: string; readonly dueAt?: Instant };
    }
  | { readonly type: 'AssessmentStarted'; readonly payload: { readonly assessorId: string; readonly place?: string } }
  | { readonly type: 'AssessmentPaused'; readonly payload: { readonly reason: string } }
  | { readonly type: 'AssessmentResumed'; readonly payload: Readonly<Record<string, never>> }
  | { readonly type: 'AssessmentSourceAttached'; readonly payload: Source }
  | { readonly type: 'FindingRecorded'; readonly payload: Finding }
  | { readonly type: 'PersonalOutcomeIdentified'; readonly payload: Outcome }
  | { readonly type: 'EligibilityDecided'; readonly payload: Eligibility }
  | {
      readonly type: 'EligibilityCopyIssued';
      readonly payload: { readonly copyId: string; readonly format: string; readonly issuedAt: Instant };
    }
  | {
      readonly type: 'AssessmentCompleted';
      readonly payload: {
        readonly assessmentId: string;
        readonly kind: string;
        readonly completedAt: Instant;
        readonly coverage: Readonly<Record<string, string>>;
        readonly version: number;
        readonly needIds: readonly string[];
        /** What each need is about; not on what was stored before plans asked for it. */
        readonly needs?: readonly { readonly needId: string; readonly domain?: string }[];
        readonly outcomeIds: readonly string[];
      };
    }
  | {
      readonly type: 'AssessmentRefused';
      readonly payload: { readonly capacityFindingId?: string; readonly abuseConcern: boolean };
    }
  /** Nobody is left to assess. */
  | { readonly type: 'AssessmentCancelled'; readonly payload: { readonly reason: string } }
  | {
      readonly type: 'AssessmentCorrected';
      readonly payload: Correction;
    }
  | { readonly type: 'FindingsMoveApproved'; readonly payload: FindingsMoveApproval }
  | { readonly type: 'FindingsMoved'; readonly payload: FindingsMoved }
  | { readonly type: 'FindingsReceived'; readonly payload: FindingsReceived };

/** A move that one of two people asked for. */
export type FindingsMoveApproval = MoveApproval & {
  readonly toAssessmentId: string;
  readonly findingIds: readonly string[];
};

/** Findings that were recorded in error here, and where they went. */
export type FindingsMoved = {
  readonly moveId: string;
  readonly assessmentId: string;
  readonly toAssessmentId: string;
  readonly toPersonId: string;
  readonly findings: readonly Finding[];
  readonly reason: string;
  readonly approvedBy: readonly string[];
  /** In a completed assessment, what takes their words away: a further issue each. */
  readonly corrections: readonly Correction[];
};

/** Findings that were recorded on another person's record, and where. */
export type FindingsReceived = {
  readonly moveId: string;
  readonly fromAssessmentId: string;
  readonly fromPersonId: string;
  readonly findings: readonly Finding[];
  readonly reason: string;
};
