import type { Instant } from '@carethread/ledger';
import type { LocalDate, Period } from '@carethread/calendar';
import type { Answer, IndicatorProfile, Ref } from './indicators.js';

export type Allocation = {
  readonly userId: string;
  readonly from: Instant;
  readonly interim: boolean;
  readonly reason?: string;
};

/** One entry of the level's history, in force from its instant until the next. */
export type LevelEntry = {
  readonly level: string;
  readonly from: string;
  readonly effectiveFrom: Instant;
  readonly recordedAt: Instant;
  readonly cause: 'opened' | 'decided' | 'scheme' | 'regionMoved';
  readonly decision?: Decision;
  /** When it was overtaken before it began, by a later decision or a move; it stays in the history and never holds. */
  readonly overtakenAt?: Instant;
};

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

/** Which team has the case. Its organisation holds the case; absent where neither the event nor its actor named one. */
export type Team = {
  readonly teamId: string;
  readonly teamSetting: string;
  readonly from: Instant;
  readonly organisationId?: string;
};

/** What this service itself waits for (model §6: owners). Contact has its own place in the state. */
export type Obligation = {
  readonly kind: 'interimCoordinator' | 'regionLevelDecision';
  readonly trigger: Instant;
  readonly dueAt: Instant;
  readonly status: 'open' | 'missed' | 'met' | 'metLate' | 'cancelled';
  readonly metAt?: Instant;
};

export type CpaCaseState = {
  readonly state: 'none' | 'open' | 'active' | 'dischargePlanned' | 'closed';
  readonly acceptedOn: LocalDate;
  readonly openedAt: Instant;
  readonly jurisdiction: string;
  /** Each co-ordinator with each organisation that held the case while it named them; an empty name for none. */
  readonly namedWith?: readonly { readonly userId: string; readonly organisationId: string }[];
  readonly coordinators: readonly Allocation[];
  readonly levels: readonly LevelEntry[];
  readonly teams: readonly Team[];
  readonly regions: readonly { readonly regionCode: string; readonly from: Instant }[];
  readonly profiles: readonly IndicatorProfile[];
  readonly contacts: readonly Contact[];
  readonly expectation:
    { readonly interval: Period; readonly expectedBy: Instant; readonly failures: number } | undefined;
  readonly obligations: readonly Obligation[];
  readonly discharge: Discharge | undefined;
  readonly closed: { readonly at: Instant; readonly reason: string } | undefined;
};

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
        /** Holds the case. Not in events stored before it was kept: the organisation of whoever opened it. */
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
        readonly kind: Obligation['kind'] | 'contactWithPerson';
        readonly dueAt: Instant;
        readonly detectedAt: Instant;
        /** Of contact alone: when it is expected next. */
        readonly nextExpectedBy?: Instant;
      };
    }
  | { readonly type: 'CpaDischargeDecided'; readonly payload: Discharge }
  | { readonly type: 'CpaCaseClosed'; readonly payload: { readonly caseId: string; readonly reason: string } };

export type DecideLevel = {
  readonly type: 'DecideLevel';
  readonly from?: string;
  readonly to: string;
  /** Sent by some clients; worked out from the indicators all the same. */
  readonly departsFromLeaning?: boolean;
  readonly effectiveFrom?: LocalDate;
  readonly rationale?: string;
  readonly indicatorProfileId?: string;
  readonly assessmentRef?: { readonly id: string; readonly version?: number };
  readonly reviewId?: string;
  readonly overrideReason?: string;
  readonly emergency?: boolean;
};

export type RecordIndicators = {
  readonly type: 'RecordIndicators';
  readonly answers: Readonly<Record<string, Answer>>;
  readonly evidence?: Readonly<Record<string, string>>;
  readonly riskRefs?: readonly { readonly id: string; readonly version?: number }[];
  readonly recordedOn?: LocalDate;
};

export type CpaCaseCommand =
  | {
      readonly type: 'OpenCase';
      readonly acceptedOn?: LocalDate;
      readonly teamId?: string;
      readonly teamSetting?: string;
      readonly regionCode: string;
      readonly coordinatorId?: string;
      readonly interim?: boolean;
    }
  | {
      readonly type: 'ReallocateCoordinator';
      readonly fromUserId?: string;
      readonly toUserId?: string;
      readonly at?: Instant;
      readonly reason?: string;
      readonly interim?: boolean;
    }
  | RecordIndicators
  | DecideLevel
  | { readonly type: 'SetContactInterval'; readonly interval: Period }
  | {
      readonly type: 'LogContact';
      readonly at?: Instant;
      readonly how?: string;
      readonly outcome: string;
      readonly note?: string;
    }
  | { readonly type: 'LapseContact'; readonly expectedBy: Instant }
  | {
      readonly type: 'MoveTeam';
      readonly teamId: string;
      readonly organisationId?: string;
      readonly teamSetting?: string;
      readonly at?: Instant;
      readonly reason?: string;
    }
  | {
      readonly type: 'MoveRegion';
      readonly from?: string;
      readonly to: string;
      readonly at?: Instant;
      readonly reason?: string;
    }
  | { readonly type: 'ResetLevel'; readonly regionCode: string; readonly effectiveFrom: LocalDate }
  | {
      readonly type: 'BringLevelDecisionForward';
      readonly reviewId: string;
      readonly heldAt: Instant;
      readonly closedAt: Instant;
    }
  | { readonly type: 'MissObligation'; readonly kind: Obligation['kind']; readonly dueAt: Instant }
  | {
      readonly type: 'Discharge';
      readonly reason?: string;
      readonly onwardContact?: string;
      readonly riskReviewId?: string;
      readonly planCopyId?: string;
    }
  | { readonly type: 'CloseForDeath' };
