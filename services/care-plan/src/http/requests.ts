import {
  CHANGE_OPS,
  Code,
  Codes,
  Count,
  Counts,
  Either,
  EXCEPTION_REASONS,
  Flag,
  FORMATS,
  Hash,
  Id,
  InstantField,
  JsonAny,
  JsonOrNothing,
  Label,
  Lang,
  ListOf,
  LocalDate,
  Nested,
  PARTY_KINDS,
  PlanContentBody,
  PLAN_KINDS,
  SETTINGS,
  Text,
  Texts,
  When,
} from '@carethread/contracts';
import type { Json, JsonObject } from '@carethread/ledger';

class Ref {
  @Id() id!: string;
  @Count({ min: 1 }) version!: number;
}

class ProfileNamed {
  @Label() code!: string;
}

export class PartyBody {
  @Code(PARTY_KINDS, { optional: true }) kind?: string;
  @Id({ optional: true }) id?: string;
  @Label({ optional: true }) name?: string;
  @Label({ optional: true }) role?: string;
}

export class OpenPlanRequest {
  @Id() personId!: string;
  @Code(PLAN_KINDS) planKind!: string;
  @Id({ optional: true }) organisationId?: string;
  @Id({ optional: true }) episodeId?: string;
  /** A profile's code, or `{ code }`; the version is the one in force. */
  @Either({ text: true, object: () => ProfileNamed }, { optional: true }) profile?: Json;
  @Nested(() => Ref, { optional: true }) derivedFrom?: Ref;
  @Nested(() => Ref, { optional: true }) sourceAssessment?: Ref;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class SaveDraftRequest {
  @Nested(() => PlanContentBody) content!: JsonObject;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class RecordDiscussionRequest {
  @When({ optional: true }) date?: string;
  @Label({ optional: true }) place?: string;
  @ListOf(() => PartyBody) participants!: PartyBody[];
  @Text({ optional: true }) summary?: string;
  @Texts({ optional: true }) preferencesSought?: string[];
  /** Why neither the person nor anybody who may speak for them was there. */
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class RecordInvolvementRequest {
  @Text() how!: string;
  @Text({ optional: true }) personsWords?: string;
  @Code(['full', 'partial', 'notPossible'], { optional: true }) degree?: string;
  @Text({ optional: true }) reason?: string;
  @Texts({ optional: true }) stepsTried?: string[];
  @InstantField({ optional: true }) occurredAt?: string;
}

export class RecordAccessNoticeRequest {
  @LocalDate({ optional: true }) date?: string;
  @Label({ optional: true }) byWhom?: string;
  @Code(FORMATS, { optional: true }) format?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

class CauseBody {
  @Code(['initial', 'review', 'amendment', 'emergency', 'transfer', 'correctionOfCare']) kind!: string;
  @Id({ optional: true }) id?: string;
}

class ChangeBody {
  @Label({ optional: true }) changeId?: string;
  @Code(CHANGE_OPS, { optional: true }) op?: string;
  @Label({ optional: true }) section?: string;
  @Label() itemId!: string;
  @Label({ optional: true }) field?: string;
  @Text({ optional: true }) what?: string;
  @JsonOrNothing({ optional: true }) from?: Json;
  @JsonAny({ optional: true }) to?: Json;
  @Text({ optional: true }) reason?: string;
}

export class ProposeVersionRequest {
  @Nested(() => PlanContentBody, { optional: true }) content?: JsonObject;
  @When({ optional: true }) effectiveFrom?: string;
  @Nested(() => CauseBody, { optional: true }) cause?: CauseBody;
  @ListOf(() => ChangeBody, { optional: true }) changes?: ChangeBody[];
  @Count({ optional: true, min: 1 }) basedOnVersion?: number;
  @ListOf(() => Ref, { optional: true }) riskRefs?: Ref[];
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class PublishProvisionalRequest {
  @Code(['verbal', 'bestInterests', 'lawfulRepresentative'], { optional: true }) consentBasis?: string;
  @Nested(() => PlanContentBody, { optional: true }) content?: JsonObject;
  @InstantField({ optional: true }) serviceStartedAt?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class RecordCorrectionRequest {
  /** A section, a member of one, an item of a list by its id, or a member of an item: `contacts.k1.phone`. */
  @Label() field!: string;
  /** `add` puts one item into a list; a list is replaced otherwise. */
  @Code(['add'], { optional: true }) op?: string;
  /** What stood there for the one who corrects: refused as stale where it is something else. */
  @JsonOrNothing({ optional: true }) from?: Json;
  @JsonAny() to!: Json;
  @Text({ optional: true }) reason?: string;
  @When({ optional: true }) effectiveFrom?: string;
  @Counts() appliesToVersions!: number[];
  @InstantField({ optional: true }) personToldAt?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class ReplacePlanRequest {
  @Nested(() => PlanContentBody, { optional: true }) content?: JsonObject;
  @When({ optional: true }) effectiveFrom?: string;
  @InstantField({ optional: true }) personToldAt?: string;
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class ChangeProfileRequest {
  /** A profile's code, or `{ code }`; the version is the one in force on that date. */
  @Either({ text: true, object: () => ProfileNamed }) profile!: Json;
  @LocalDate({ optional: true }) effectiveFrom?: string;
  @Text({ optional: true }) reason?: string;
  /** The second approver. */
  @Id({ optional: true }) approvedBy?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class SuspendRequest {
  @Text() reason!: string;
  /** The kind of cause; where it is not said, a reason that is one of these words names it. */
  @Code(['hospital', 'safety', 'other'], { optional: true }) cause?: 'hospital' | 'safety' | 'other';
  @Texts({ optional: true }) actionIds?: string[];
  /** `whole`, or the ids of actions. */
  @Either({ text: true, names: true }, { optional: true }) scope?: Json;
  /** Since when, where that was before now. */
  @When({ optional: true }) from?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class ResumeRequest {
  @Text({ optional: true }) reason?: string;
  /** The one cause that is over; where it is not said, every cause but withdrawn consent. */
  @Code(['hospital', 'safety', 'other'], { optional: true }) cause?: 'hospital' | 'safety' | 'other';
  @Texts({ optional: true }) actionIds?: string[];
  /** `whole`, or the ids of actions. */
  @Either({ text: true, names: true }, { optional: true }) scope?: Json;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class ClosePlanRequest {
  @Code(['serviceEnded', 'transferred', 'deceased', 'replacedByOtherPlan']) reason!: string;
  @When({ optional: true }) closedAt?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class AddRenditionRequest {
  @Code(FORMATS) format!: string;
  @Lang({ optional: true }) lang?: string;
  @Hash({ optional: true }) attachmentHash?: string;
  @Label({ optional: true }) preparedBy?: string;
  @Label({ optional: true }) verifiedBy?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

/** Whatever is asked of a proposal's copy, it is refused: only agreed plans are copied. */
export class CopyRequest {
  @Nested(() => PartyBody, { optional: true }) recipient?: PartyBody;
  @Code(FORMATS, { optional: true }) format?: string;
  @Lang({ optional: true }) lang?: string;
  @Label({ optional: true }) channel?: string;
  @Text({ optional: true }) basis?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class PlaceHomeCopyRequest {
  @Count({ min: 1 }) versionNo!: number;
  @Label() place!: string;
  @Flag({ optional: true }) locked?: boolean;
  @LocalDate({ optional: true }) placedOn?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class RemoveHomeCopyRequest {
  @LocalDate({ optional: true }) removedOn?: string;
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class AttachStatementRequest {
  @Label() about!: string;
  @Text() statement!: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class BreakGlassRequest {
  @Text({ optional: true }) reason?: string;
}

export class AgreeServiceRequest {
  @Id() personId!: string;
  @Id({ optional: true }) providerId?: string;
  @Label({ optional: true }) serviceType?: string;
  @Id({ optional: true }) serviceId?: string;
  @Code(SETTINGS, { optional: true }) setting?: string;
  @Code(['council', 'private', 'nhs'], { optional: true }) commissioner?: string;
  @When({ optional: true }) agreedAt?: string;
  @Flag({ optional: true }) councilOperated?: boolean;
  @Id({ optional: true }) keyworkerId?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

class TeamMember {
  @Id() userId!: string;
  @Codes(['produce', 'carryThrough'], { optional: true }) purposes?: string[];
  @Id({ optional: true }) supervisedBy?: string;
  @Flag({ optional: true }) newStaff?: boolean;
}

export class AssignTeamRequest {
  @Id({ optional: true }) keyworkerId?: string;
  @ListOf(() => TeamMember, { optional: true }) members?: TeamMember[];
  @InstantField({ optional: true }) occurredAt?: string;
}

export class StartServiceRequest {
  @InstantField({ optional: true }) startedAt?: string;
  @Flag({ optional: true }) emergency?: boolean;
  @Text({ optional: true }) emergencyReason?: string;
  @Text({ optional: true }) whyNoAssessment?: string;
  @Label({ optional: true }) decidedBy?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class EndServiceRequest {
  @InstantField({ optional: true }) endedAt?: string;
  @Code(['completed', 'transferred', 'withdrawn', 'deceased']) reason!: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class StartSubscriptionRequest {
  @Id() personId!: string;
  @Id({ optional: true }) providerId?: string;
  @Id({ optional: true }) episodeId?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class AcknowledgeNoticeRequest {
  @Count({ min: 1 }) noticeNo!: number;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class AddEntryRequest {
  @Id() personId!: string;
  @LocalDate({ optional: true }) date?: string;
  @Code(['wellbeing', 'dailyActivity', 'exception', 'specialistPlanIssue', 'refusal', 'observation', 'visit', 'note'], {
    optional: true,
  })
  kind?: string;
  @Text({ optional: true }) text?: string;
  @Label({ optional: true }) plannedActionId?: string;
  @Code(EXCEPTION_REASONS, { optional: true }) reasonCode?: string;
  @Text({ optional: true }) reason?: string;
  @LocalDate({ optional: true }) reviewOn?: string;
  @Code(['diarySheet', 'communicationLog', 'other'], { optional: true }) format?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class CorrectEntryRequest {
  @Id() entryId!: string;
  @Text() to!: string;
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
