import type { Instant, Json } from '@carethread/ledger';
import type { Party } from '../party.js';
import type { AgreedChange, Considered } from './events.js';
import type { Omission } from './invitees.js';

/** A change as it is put forward: what is not said of it is not assumed (R23). */
export type WantedChange = Omit<AgreedChange, 'changeId' | 'itemId' | 'agreedByPerson'> & {
  readonly changeId?: string;
  readonly itemId?: string;
  readonly agreedByPerson?: boolean;
};
export type ReviewCommand =
  | {
      readonly type: 'ScheduleReview';
      readonly planId: string;
      readonly reviewType: string;
      readonly at?: string;
      readonly place?: string;
      readonly obligationIds?: readonly string[];
      readonly omitted?: readonly Omission[];
      readonly wholePlan?: boolean;
    }
  | { readonly type: 'InviteInvolved' }
  | {
      readonly type: 'InviteParticipant';
      readonly party: Party;
      readonly expectedRole?: string;
      readonly permissionBasis?: string;
    }
  | { readonly type: 'SubmitFeedback'; readonly needs?: Json; readonly wishes?: Json; readonly preferences?: Json }
  | { readonly type: 'StartReview'; readonly chair?: Party }
  | {
      readonly type: 'RecordAttendance';
      readonly party: Party;
      readonly present: boolean;
      readonly reason?: string;
      readonly viewsObtainedHow?: string;
    }
  | ({ readonly type: 'ConsiderTopic' } & Considered)
  | {
      readonly type: 'AssessOutcome';
      readonly outcomeId: string;
      readonly status: string;
      readonly personRating?: number;
    }
  | {
      readonly type: 'AgreeOutcome';
      readonly planId?: string;
      readonly planVersionReviewed?: number;
      readonly outcome: string;
      readonly changes?: readonly WantedChange[];
      readonly nextReviewBy?: string;
      readonly endOn?: string;
      readonly reason?: string;
    }
  | {
      readonly type: 'BriefStakeholder';
      readonly issuedAt?: Instant;
      readonly party: Party;
      readonly changesForThem?: string;
      readonly actionNeeded?: string;
    }
  | { readonly type: 'AcknowledgeBriefing'; readonly partyId: string; readonly forOthers?: boolean }
  | { readonly type: 'PublishMinutes'; readonly attachmentHash?: string; readonly text?: string }
  | { readonly type: 'CloseReview' }
  | { readonly type: 'RecordNotHeld'; readonly reason?: string };

export type CommandOf<Type extends ReviewCommand['type']> = Extract<ReviewCommand, { readonly type: Type }>;
