import type { Instant } from '@carethread/ledger';
import type { Party } from '../party.js';
import type { Following } from '../profile-in-force.js';
import type { StopReason } from './events.js';
import type { Scheduled } from './rules.js';

/** The follow-up of something that the person decided for themselves: a refusal, a change of mind, a supported risk. */
export type FollowUp = {
  readonly kind: string;
  readonly arisenAt: Instant;
  /** What this obligation is called among those of its kind. */
  readonly name: string;
  /** A date; left out, or over by then, it is the next review of the whole plan. */
  readonly reviewOn?: string;
  readonly about?: string;
};
export type RiskFollowUp = {
  readonly riskId: string;
  readonly at: Instant;
  readonly name: string;
  readonly reviewOn?: string;
};

export type ScheduleCommand =
  | ({ readonly type: 'OpenSchedule'; readonly planId: string; readonly organisationId: string } & Scheduled)
  | ({ readonly type: 'FollowProfile' } & Following)
  | { readonly type: 'Oblige'; readonly kind: string; readonly trigger: Instant; readonly name: string }
  | {
      readonly type: 'NotePublication';
      readonly versionNo: number;
      readonly publishedAt: Instant;
      readonly effectiveFrom: Instant;
      readonly versionId: string;
    }
  | {
      readonly type: 'NoteReviewScheduled';
      readonly reviewId: string;
      readonly reviewType: string;
      readonly at: Instant;
    }
  | { readonly type: 'NoteReviewNotHeld'; readonly reviewId: string }
  | { readonly type: 'NoteFeedback'; readonly reviewId: string; readonly at: Instant }
  | {
      readonly type: 'NoteReviewHeld';
      readonly reviewId: string;
      readonly reviewType: string;
      readonly heldAt: Instant;
      readonly wholePlan?: boolean;
    }
  | {
      readonly type: 'NoteReviewClosed';
      readonly reviewId: string;
      readonly reviewType: string;
      readonly heldAt: Instant;
      readonly closedAt: Instant;
      readonly outcome: string;
      readonly wholePlan?: boolean;
    }
  | {
      readonly type: 'RecordMonthlyCheck';
      readonly participants?: readonly Party[];
      readonly personsView?: string;
      readonly findings?: string;
      readonly raisesReview?: boolean;
    }
  | {
      readonly type: 'NoteMonitoring';
      readonly needs?: string;
      readonly wishes?: string;
      readonly preferences?: string;
      readonly staffAdherence?: string;
      readonly followUp?: string;
    }
  | { readonly type: 'MarkNotPracticable'; readonly obligationId: string; readonly reason?: string }
  | { readonly type: 'CancelObligation'; readonly obligationId: string; readonly reason?: string }
  | { readonly type: 'StopSchedule'; readonly because: StopReason }
  | { readonly type: 'ResumeSchedule'; readonly episodeId: string; readonly startedAt: Instant }
  | { readonly type: 'NoteProvisionalPlan'; readonly publishedAt: Instant }
  | { readonly type: 'NoteProposal'; readonly proposalId: string; readonly at: Instant }
  /** The second time that a proposal is refused, what stands behind it is reviewed (C8). */
  | { readonly type: 'NoteSecondRefusal'; readonly refusalId: string; readonly at: Instant }
  | {
      readonly type: 'RequestReview';
      readonly reason?: string;
      readonly requestedBy?: Party;
      readonly capacityOfRequester?: string;
    }
  | {
      readonly type: 'ReportChange';
      readonly domain: string;
      readonly description?: string;
      readonly noticedOn?: string;
    }
  | ({ readonly type: 'FollowUp' } & FollowUp)
  | ({ readonly type: 'NoteRiskAssessed' } & RiskFollowUp & { readonly taken: boolean })
  | { readonly type: 'NoteRiskClosed'; readonly riskId: string }
  | { readonly type: 'MissObligation'; readonly obligationId: string }
  | { readonly type: 'ReopenObligation'; readonly obligationId: string }
  | { readonly type: 'ContinueCycle'; readonly kind: string }
  | { readonly type: 'EscalateSeriousOverdue'; readonly since: Instant; readonly dueAt: Instant };

export type CommandOf<Type extends ScheduleCommand['type']> = Extract<ScheduleCommand, { readonly type: Type }>;
