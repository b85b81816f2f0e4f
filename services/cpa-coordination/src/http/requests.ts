import {
  Code,
  CPA_LEVELS,
  Count,
  Flag,
  Id,
  INDICATOR_ANSWERS,
  INDICATORS,
  InstantField,
  Label,
  ListOf,
  LocalDate,
  MapOf,
  Nested,
  REGION_SCHEMES,
  Text,
} from '@carethread/contracts';

class VersionRef {
  @Id() id!: string;
  /** The current one where it is left out. */
  @Count({ min: 1, optional: true }) version?: number;
}

export class OpenCaseRequest {
  @Id() personId!: string;
  @LocalDate({ optional: true }) acceptedOn?: string;
  @Id({ optional: true }) teamId?: string;
  @Code(['community', 'inpatient'], { optional: true }) teamSetting?: string;
  @Label() regionCode!: string;
  @Id({ optional: true }) coordinatorId?: string;
  @Flag({ optional: true }) interim?: boolean;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class ReallocateCoordinatorRequest {
  /** Whom they take over from; a different one than the case has is a conflict. */
  @Id({ optional: true }) fromUserId?: string;
  @Id({ optional: true }) toUserId?: string;
  @InstantField({ optional: true }) at?: string;
  @Text({ optional: true }) reason?: string;
  @Flag({ optional: true }) interim?: boolean;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class RecordIndicatorsRequest {
  @LocalDate({ optional: true }) recordedOn?: string;
  @MapOf(INDICATOR_ANSWERS, { keys: INDICATORS }) answers!: Record<string, (typeof INDICATOR_ANSWERS)[number]>;
  @MapOf('text', { optional: true, keys: INDICATORS }) evidence?: Record<string, string>;
  @ListOf(() => VersionRef, { optional: true, max: 50 }) riskRefs?: VersionRef[];
  @InstantField({ optional: true }) occurredAt?: string;
}

export class DecideLevelRequest {
  /** The level decided from; a different one than the case has is a conflict. */
  @Code(CPA_LEVELS, { optional: true }) from?: string;
  /** Worked out by the platform from the indicators. */
  @Flag({ optional: true }) departsFromLeaning?: boolean;
  @Code(CPA_LEVELS) to!: string;
  @LocalDate({ optional: true }) effectiveFrom?: string;
  @Text({ optional: true }) rationale?: string;
  @Id({ optional: true }) indicatorProfileId?: string;
  @Nested(() => VersionRef, { optional: true }) assessmentRef?: VersionRef;
  @Id({ optional: true }) reviewId?: string;
  @Text({ optional: true }) overrideReason?: string;
  @Flag({ optional: true }) emergency?: boolean;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class LogContactRequest {
  @InstantField({ optional: true }) at?: string;
  @Label({ optional: true }) how?: string;
  @Code(['seen', 'spoke', 'noReply', 'declined']) outcome!: string;
  @Text({ optional: true }) note?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class SetContactIntervalRequest {
  /** ISO 8601, days, weeks or months: `P14D`. */
  @Label() interval!: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class MoveTeamRequest {
  @Id() teamId!: string;
  /** The organisation that holds the case from then; the present one where it is left out. */
  @Id({ optional: true }) organisationId?: string;
  @Code(['community', 'inpatient'], { optional: true }) teamSetting?: string;
  @InstantField({ optional: true }) at?: string;
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class MoveRegionRequest {
  /** The region moved from; a different one than the case has is a conflict. */
  @Label({ optional: true }) from?: string;
  @Label() to!: string;
  @InstantField({ optional: true }) at?: string;
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class DischargeRequest {
  @Text({ optional: true }) reason?: string;
  @Text({ optional: true }) onwardContact?: string;
  @Id({ optional: true }) riskReviewId?: string;
  @Id({ optional: true }) planCopyId?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class SetRegionSchemeRequest {
  @Code(REGION_SCHEMES) scheme!: string;
  @LocalDate() from!: string;
  @LocalDate({ optional: true }) to?: string;
  @Text({ optional: true }) complexDefinition?: string;
  @Text({ optional: true }) source?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class DeactivateCoordinatorRequest {
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
