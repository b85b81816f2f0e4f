import type { LocalDate, Period } from '@carethread/calendar';
import type { Decided } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import type { IndicatorProfile, Ref } from './indicators.js';

export type Decision = {
  readonly decidedBy: string;
  readonly rationale: string;
  readonly indicatorProfileId?: string;
  readonly assessmentRef?: Ref;
  readonly reviewId?: string;
  readonly departsFromLeaning: boolean;
  readonly overrideReason?: string;
  readonly emergency: boolean;
};

export type Contact = {
  readonly contactId: string;
  readonly at: Instant;
  readonly how?: string;
  readonly outcome: string;
  readonly note?: string;
  readonly by: string;
};

/** What a case itself waits for (model §6: owners); contact with the person has its own place in the state. */
export type ObligationKind = 'interimCoordinator' | 'regionLevelDecision';

export type Discharge = {
  readonly reason: string;
  readonly onwardContact: string;
  readonly riskReviewId: string;
  readonly planCopyId: string;
};

export type LevelReset = {
  readonly caseId: string;
  readonly from: string;
  readonly to: 'undecided' | 'notApplicable';
  readonly effectiveFrom: LocalDate;
  readonly cause: 'scheme' | 'regionMoved';
  readonly regionCode: string;
  readonly scheme?: string;
};

/** `user` members are pseudonyms: what an index may hold in the clear. */
export type CpaCaseEvent =
  | {
      readonly type: 'CpaCaseOpened';
      readonly payload: {
        readonly caseId: string;
        readonly acceptedOn: LocalDate;
        readonly teamId: string;
        readonly teamSetting: string;
        readonly regionCode: string;
        readonly coordinatorId: string;
        readonly user: string;
        readonly level: 'undecided' | 'notApplicable';
        /** Holds the case. Not in events stored before it was kept: then it is that of the actor. */
        readonly organisationId?: string;
      };
    }
  | {
      readonly type: 'CareCoordinatorAllocated';
      readonly payload: {
        readonly caseId: string;
        readonly userId: string;
        readonly from: Instant;
        readonly interim: boolean;
      };
    }
  | {
      readonly type: 'CareCoordinatorReallocated';
      readonly payload: {
        readonly caseId: string;
        readonly fromUserId: string;
        readonly toUserId: string;
        readonly user: string;
        readonly at: Instant;
        readonly reason?: string;
        readonly interim: boolean;
      };
    }
  | { readonly type: 'CpaIndicatorsRecorded'; readonly payload: IndicatorProfile }
  | {
      readonly type: 'CpaLevelDecided';
      readonly payload: Decision & {
        readonly caseId: string;
        readonly from: string;
        readonly to: string;
        readonly effectiveFrom: LocalDate;
      };
    }
  | { readonly type: 'CpaLevelReset'; readonly payload: LevelReset }
  | {
      readonly type: 'ContactIntervalSet';
      readonly payload: { readonly interval: Period; readonly expectedBy: Instant };
    }
  | { readonly type: 'ContactLogged'; readonly payload: Contact & { readonly expectedBy?: Instant } }
  | {
      readonly type: 'ContactLapsed';
      readonly payload: {
        readonly caseId: string;
        readonly expectedBy: Instant;
        readonly failures: number;
        readonly nextExpectedBy: Instant;
      };
    }
  | {
      readonly type: 'CpaTeamChanged';
      readonly payload: {
        readonly caseId: string;
        readonly fromTeamId: string;
        readonly toTeamId: string;
        readonly teamSetting: string;
        readonly at: Instant;
        readonly reason?: string;
        /** The organisation that holds the case from then; where it is absent, the same as before. */
        readonly organisationId?: string;
      };
    }
  | {
      readonly type: 'CpaRegionChanged';
      readonly payload: {
        readonly caseId: string;
        readonly from: string;
        readonly to: string;
        readonly at: Instant;
        readonly reason?: string;
      };
    }
  | {
      readonly type: 'LevelDecisionBroughtForward';
      readonly payload: { readonly caseId: string; readonly reviewId: string; readonly dueAt: Instant };
    }
  | {
      readonly type: 'CpaObligationMissed';
      readonly payload: {
        readonly caseId: string;
        readonly kind: ObligationKind | 'contactWithPerson';
        readonly dueAt: Instant;
        readonly detectedAt: Instant;
        /** Of contact alone: when it is expected next. */
        readonly nextExpectedBy?: Instant;
      };
    }
  | { readonly type: 'CpaDischargeDecided'; readonly payload: Discharge }
  | { readonly type: 'CpaCaseClosed'; readonly payload: { readonly caseId: string; readonly reason: string } };

/** What a rule of a case gives. */
export type Made = readonly Decided<CpaCaseEvent>[];
