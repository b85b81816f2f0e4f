import {
  ASSESSMENT_KINDS,
  Code,
  Codes,
  Count,
  FINDING_CATEGORIES,
  Flag,
  FORMATS,
  FUNDING_ROUTES,
  GROUPS,
  Hash,
  Id,
  Ids,
  InstantField,
  JURISDICTIONS,
  Label,
  Lang,
  ListOf,
  LocalDate,
  MapOf,
  Nested,
  ORGANISATION_KINDS,
  SETTINGS,
  SOURCE_TYPES,
  Text,
  Texts,
  When,
} from '@carethread/contracts';
import { MOVABLE } from '../domain/person/moves.js';
import { CORRECTABLE } from '../domain/person/sheet.js';

export class PlanRef {
  @Id() id!: string;
  @Count({ min: 1 }) version!: number;
}

class OfferedService {
  @Id() serviceId!: string;
  @Code(SETTINGS) setting!: string;
}

export class SetOrganisationRequest {
  @Code(ORGANISATION_KINDS) kind!: string;
  @Label() name!: string;
  @Code(JURISDICTIONS) jurisdiction!: string;
  @Flag({ optional: true }) councilOperated?: boolean;
  @Label({ optional: true }) registrationNo?: string;
  @Label({ optional: true }) logoRef?: string;
  @ListOf(() => OfferedService, { optional: true }) services?: OfferedService[];
}

/** One of given and family is enough. */
class PersonName {
  @Label({ optional: true }) given?: string;
  @Label({ optional: true }) family?: string;
  @Label({ optional: true }) preferred?: string;
}

class Identifier {
  @Code(['NHS', 'CHI', 'local']) scheme!: string;
  /** As it is written or pasted: what separates its digits may be characters that nobody sees. */
  @Text({ max: 200 }) value!: string;
}

/** A birth not known to the day. */
class BirthBody {
  @Count({ min: 1, max: 9999 }) year!: number;
  @Count({ min: 1, max: 12, optional: true }) month?: number;
  @Flag() estimated!: boolean;
}

export class RegisterPersonRequest {
  @Nested(() => PersonName) name!: PersonName;
  /** Known to the day; else `birth`. */
  @LocalDate({ optional: true }) dateOfBirth?: string;
  @Nested(() => BirthBody, { optional: true }) birth?: BirthBody;
  @Lang() firstLanguage!: string;
  @Codes(GROUPS) groups!: string[];
  @ListOf(() => Identifier, { optional: true, max: 20 }) identifiers?: Identifier[];
  @Text({ optional: true, max: 1000 }) address?: string;
  @Label({ optional: true }) gpPractice?: string;
  @Code(FUNDING_ROUTES, { optional: true }) fundingRoute?: string;
  @Label({ optional: true }) homeRegionCode?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

class PreferredFormat {
  @Code(FORMATS) format!: string;
  @Count({ min: 1 }) priority!: number;
  @Lang({ optional: true }) lang?: string;
}

export class RecordCommunicationNeedsRequest {
  @Texts({ optional: true }) needs?: string[];
  @Lang({ optional: true }) preferredLanguage?: string;
  @ListOf(() => PreferredFormat) formats!: PreferredFormat[];
  @Texts({ optional: true }) methods?: string[];
  @InstantField({ optional: true }) occurredAt?: string;
}

export class CorrectBasicInformationRequest {
  @Code(CORRECTABLE) field!: string;
  /** What is set right: where it is sent, it must be what stands there. */
  @Text({ optional: true }) from?: string;
  @Text({ optional: true }) to?: string;
  /** Of a number, in place of `to`: it is not this person's, and theirs is not known. */
  @Flag({ optional: true }) withdrawn?: boolean;
  @Text({ optional: true }) reason?: string;
  @LocalDate({ optional: true }) effectiveFrom?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

/** Asked for by two people, each for themselves. */
export class MoveFactsRequest {
  @Id() toPersonId!: string;
  @Codes(MOVABLE) fields!: string[];
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

/** Asked for by two people, each for themselves. */
export class MoveFindingsRequest {
  @Id() toAssessmentId!: string;
  @Texts({ min: 1 }) findingIds!: string[];
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class RecordDeathRequest {
  @LocalDate() dateOfDeath!: string;
  @Code(['certificate', 'notification']) evidence!: string;
  @Label({ optional: true }) evidenceRef?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class RequestAssessmentRequest {
  @Id() personId!: string;
  @Code(ASSESSMENT_KINDS) kind!: string;
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) dueAt?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class StartAssessmentRequest {
  @Id({ optional: true }) assessorId?: string;
  @Label({ optional: true }) place?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class ReasonRequest {
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class AttachSourceRequest {
  @Code(SOURCE_TYPES) sourceType!: string;
  @Label({ optional: true }) issuingBody?: string;
  @LocalDate() dated!: string;
  @Hash({ optional: true }) attachmentHash?: string;
  @Nested(() => PlanRef, { optional: true }) planRef?: PlanRef;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class RecordFindingRequest {
  @Id({ optional: true }) findingId?: string;
  @Code(FINDING_CATEGORIES) category!: string;
  @Label({ optional: true }) domain?: string;
  @Text({ optional: true }) statement?: string;
  @Flag({ optional: true }) inPersonsWords?: boolean;
  @Id({ optional: true }) sourceId?: string;
  @Flag({ optional: true }) none?: boolean;
  @Text({ optional: true }) noneReason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class IdentifyOutcomeRequest {
  @Id({ optional: true }) outcomeId?: string;
  @Text() statement!: string;
  @Code(['achieve', 'change', 'maintain']) change!: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class DecideEligibilityRequest {
  @Ids({ optional: true }) needIds?: string[];
  @Texts({ optional: true }) outcomesAffected?: string[];
  @Text({ optional: true }) wellbeingImpact?: string;
  @Flag() eligible!: boolean;
  @Text({ optional: true }) reasons?: string;
  /** The written advice; asked for where no need is eligible. */
  @Text({ optional: true }) advice?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class CompleteAssessmentRequest {
  @MapOf(['findings', 'noNeed'], { optional: true }) coverage?: Record<string, string>;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class RefuseAssessmentRequest {
  @Id({ optional: true }) capacityFindingId?: string;
  @Flag({ optional: true }) abuseConcern?: boolean;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class CorrectAssessmentRequest {
  @Id() findingId!: string;
  @Text({ optional: true }) from?: string;
  @Text() to!: string;
  @Text({ optional: true }) reason?: string;
  @When() effectiveFrom!: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class IssueHandoverRequest {
  /** Left out, it is the plan's. */
  @Id({ optional: true }) personId?: string;
  @Id() providerId!: string;
  @Id({ optional: true }) serviceId?: string;
  @Code(SETTINGS, { optional: true }) setting?: string;
  @Flag({ optional: true }) emergency?: boolean;
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) respondBy?: string;
  @Nested(() => PlanRef, { optional: true }) planRef?: PlanRef;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class AcceptHandoverRequest {
  @Id() keyworkerId!: string;
  @LocalDate() plannedStart!: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
