import type { Instant } from '@carethread/ledger';
import type { Following } from '../profile-in-force.js';
import type { Scheduled, Wanted } from './rules.js';

export type Party = { readonly kind?: string; readonly id?: string; readonly name?: string; readonly role?: string };
export type Created = Wanted & {
  readonly obligationId: string;
  readonly planId: string;
  readonly organisationId: string;
};
/** Only the end of a service is undone, by the next one. */
export type StopReason = 'planClosed' | 'deceased' | 'serviceEnded';
type Of = { readonly obligationId: string; readonly kind: string; readonly planId: string };
export type ScheduleEvent =
  | {
      readonly type: 'ScheduleOpened';
      readonly payload: Scheduled & { readonly planId: string; readonly organisationId: string };
    }
  | { readonly type: 'ScheduleProfileChanged'; readonly payload: { readonly planId: string } & Following }
  | { readonly type: 'ObligationCreated'; readonly payload: Created }
  | { readonly type: 'ObligationHeld'; readonly payload: Of & { readonly reviewId: string; readonly heldAt: Instant } }
  | {
      readonly type: 'ObligationMet';
      readonly payload: Of & {
        readonly evidenceRef: string;
        readonly metAt: Instant;
        readonly late: boolean;
        readonly lateBy?: string;
        readonly early?: boolean;
      };
    }
  | {
      readonly type: 'ObligationMissed';
      readonly payload: Of & {
        readonly dueAt: Instant;
        readonly detectedAt: Instant;
        readonly organisationId: string;
        readonly planKind: string;
      };
    }
  /** The review that held it was not closed when it should have been: it is open again, and due when it was (R31). */
  | { readonly type: 'ObligationReopened'; readonly payload: Of & { readonly reviewId: string } }
  | { readonly type: 'ObligationNotPracticable'; readonly payload: Of & { readonly reason: string } }
  | { readonly type: 'ObligationCancelled'; readonly payload: Of & { readonly reason: string } }
  /** From now on nothing is owed: the plan is closed, the person has died, or the provider serves them no more. */
  | {
      readonly type: 'ScheduleStopped';
      readonly payload: { readonly planId: string; readonly because: StopReason; readonly at: Instant };
    }
  /** The provider serves the person again: the clocks of the plan count from then. */
  | {
      readonly type: 'ScheduleResumed';
      readonly payload: { readonly planId: string; readonly episodeId: string; readonly at: Instant };
    }
  | {
      readonly type: 'MonthlyCheckRecorded';
      readonly payload: {
        readonly participants: readonly Party[];
        readonly personsView: string;
        readonly findings: string;
        readonly raisesReview: boolean;
      };
    }
  | {
      readonly type: 'MonitoringNoted';
      readonly payload: {
        readonly needs: string;
        readonly wishes: string;
        readonly preferences: string;
        /** Not assumed where nobody said. */
        readonly staffAdherence?: string;
        readonly followUp?: string;
      };
    }
  | {
      readonly type: 'ReviewRequested';
      readonly payload: { readonly requestedBy: Party; readonly capacityOfRequester: string; readonly reason: string };
    }
  | {
      readonly type: 'SignificantChangeReported';
      readonly payload: {
        readonly domain: string;
        readonly description: string;
        readonly noticedOn: string;
        readonly by: string;
      };
    }
  | {
      readonly type: 'ReviewSeriouslyOverdue';
      readonly payload: { readonly planId: string; readonly since: Instant; readonly dueAt: Instant };
    };

export type Obligation = Created & {
  readonly status: 'open' | 'heldAwaitingClosure' | 'met' | 'metLate' | 'notPracticable' | 'cancelled';
  readonly missed: boolean;
  readonly metAt?: Instant;
  readonly lateBy?: string;
  readonly early?: boolean;
  readonly reason?: string;
  /** The review by which it is held and waits to be closed. */
  readonly heldBy?: string;
};
export interface ScheduleState {
  readonly opened: (Scheduled & { readonly planId: string; readonly organisationId: string }) | undefined;
  /** The plan's later profiles, in the order in which they were decided. */
  readonly following: readonly Following[];
  readonly obligations: readonly Obligation[];
  readonly checks: readonly { readonly at: Instant; readonly findings: string }[];
  readonly requests: readonly { readonly at: Instant; readonly reason: string; readonly by: Party }[];
  readonly monitoring: number;
  /** The last CPA review held, else first publication: what twelve months are counted from. */
  readonly cpaSince: Instant | undefined;
  readonly escalatedSince: Instant | undefined;
  /** Why nothing is owed, and since when. */
  readonly stopped?: { readonly [because in StopReason]?: Instant };
}
/** Something that the person decided for themselves and that is looked at again: a refusal, a change of mind, a supported risk. */
export type LookAgain = {
  readonly kind: string;
  readonly arisenAt: Instant;
  /** What this obligation is called among those of its kind. */
  readonly name: string;
  /** A date; left out, or over by then, it is the next review of the whole plan. */
  readonly reviewOn?: string;
  readonly about?: string;
};
export type RiskAgain = {
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
  | ({ readonly type: 'LookAgain' } & LookAgain)
  | ({ readonly type: 'NoteRiskAssessed' } & RiskAgain & { readonly taken: boolean })
  | { readonly type: 'NoteRiskClosed'; readonly riskId: string }
  | { readonly type: 'MissObligation'; readonly obligationId: string }
  | { readonly type: 'ReopenObligation'; readonly obligationId: string }
  | { readonly type: 'ContinueCycle'; readonly kind: string }
  | { readonly type: 'EscalateSeriousOverdue'; readonly since: Instant; readonly dueAt: Instant };
