import type { LocalDate, Period } from '@carethread/calendar';
import type { Instant } from '@carethread/ledger';
import type { ObligationKind } from './events.js';
import type { Answer } from './indicators.js';

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
  | { readonly type: 'MissObligation'; readonly kind: ObligationKind; readonly dueAt: Instant }
  | {
      readonly type: 'Discharge';
      readonly reason?: string;
      readonly onwardContact?: string;
      readonly riskReviewId?: string;
      readonly planCopyId?: string;
    }
  | { readonly type: 'CloseForDeath' };

export type CommandOf<Type extends CpaCaseCommand['type']> = Extract<CpaCaseCommand, { readonly type: Type }>;
