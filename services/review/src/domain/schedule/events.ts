import type { Instant } from '@carethread/ledger';
import type { Party } from '../party.js';
import type { Following } from '../profile-in-force.js';
import type { Scheduled, Wanted } from './rules.js';

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
