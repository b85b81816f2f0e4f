import type { Instant, Json } from '@carethread/ledger';
import type { News } from '../facts.js';
import type { Omission } from './invitees.js';
import type { Party } from '../party.js';
import type { RiskOutcome, RiskTaken } from './since-last-review.js';

export type AgreedChange = {
  readonly changeId: string;
  /** `add` puts an item into a section, `remove` takes one out; absent where something is set. */
  readonly op?: string;
  readonly section?: string;
  readonly itemId: string;
  readonly field?: string;
  readonly what?: string;
  readonly from?: Json;
  readonly to?: Json;
  readonly decidedBy?: Party;
  readonly agreedByPerson: boolean;
  readonly personsReasons?: string;
  /** Whose part it changes, besides the team's. */
  readonly concerns?: readonly string[];
};
export type Scheduled = {
  readonly reviewId: string;
  readonly planId: string;
  readonly reviewType: string;
  readonly at: Instant;
  readonly place?: string;
  readonly obligationIds: readonly string[];
  readonly feedbackDueAt?: Instant;
  /** It was counted over bank holidays that are not published yet. */
  readonly feedbackProvisional?: true;
  /** Of another type, and yet of the plan as a whole (D10). */
  readonly wholePlan?: true;
  readonly omitted?: readonly Required<Omission>[];
};
/** What the review found when it began: new information, the risks that the person takes, goals achieved since the last one. */
export type Gathered = {
  readonly gathered?: readonly News[];
  readonly risks?: readonly RiskTaken[];
  readonly achieved?: readonly string[];
};
export type Progress = {
  readonly status: string;
  readonly personRating?: number;
  /** Achieved now, and not before. */
  readonly achieved?: true;
};
/** A topic as it was talked over; under `newInformation` what was considered, under `riskOutcomes` what came of each risk. */
export type Considered = {
  readonly topic: string;
  readonly text?: string;
  readonly notApplicableBecause?: string;
  readonly considered?: readonly string[];
  readonly risks?: readonly RiskOutcome[];
};

export type ReviewEvent =
  | { readonly type: 'ReviewScheduled'; readonly payload: Scheduled }
  | {
      readonly type: 'ParticipantInvited';
      readonly payload: { readonly party: Party; readonly expectedRole?: string; readonly permissionBasis: string };
    }
  | {
      readonly type: 'KeyworkerFeedbackSubmitted';
      readonly payload: {
        readonly planId: string;
        readonly needs: Json;
        readonly wishes: Json;
        readonly preferences: Json;
      };
    }
  | {
      readonly type: 'ReviewStarted';
      readonly payload: {
        readonly reviewId: string;
        readonly planId: string;
        readonly reviewType: string;
        readonly chair: Party;
        readonly early: boolean;
        readonly wholePlan?: true;
      } & Gathered;
    }
  | {
      readonly type: 'AttendanceRecorded';
      readonly payload: {
        readonly party: Party;
        readonly present: boolean;
        readonly reason?: string;
        readonly viewsObtainedHow?: string;
      };
    }
  | { readonly type: 'TopicConsidered'; readonly payload: Considered }
  | { readonly type: 'OutcomeProgressRecorded'; readonly payload: { readonly outcomeId: string } & Progress }
  | {
      readonly type: 'ReviewOutcomeAgreed';
      readonly payload: {
        readonly reviewId: string;
        readonly planId: string;
        readonly planVersionReviewed: number;
        readonly outcome: string;
        readonly reason?: string;
        readonly changes: readonly AgreedChange[];
        readonly nextReviewBy?: string;
        /** The day on which the service is to end. */
        readonly endOn?: string;
      };
    }
  | {
      readonly type: 'StakeholderBriefed';
      readonly payload: {
        readonly party: Party;
        readonly changesForThem?: string;
        readonly actionNeeded?: string;
        readonly issuedAt: Instant;
      };
    }
  | { readonly type: 'BriefingAcknowledged'; readonly payload: { readonly party: Party; readonly at: Instant } }
  | {
      readonly type: 'ReviewMinutesPublished';
      readonly payload: { readonly attachmentHash?: string; readonly text?: string };
    }
  | {
      readonly type: 'ReviewClosed';
      readonly payload: {
        readonly reviewId: string;
        readonly planId: string;
        readonly reviewType: string;
        readonly heldAt: Instant;
        readonly closedAt: Instant;
        readonly outcome: string;
        readonly achieved?: readonly string[];
        /** Of a review of the whole plan. */
        readonly considered?: readonly string[];
        readonly wholePlan?: true;
      };
    }
  | { readonly type: 'ReviewNotHeld'; readonly payload: { readonly reason: string; readonly planId?: string } };
