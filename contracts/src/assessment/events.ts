import { Names } from '../contract-fields.js';
import { Sealed } from '../contract.js';
import {
  Code,
  Codes,
  Count,
  Counts,
  Flag,
  Id,
  Ids,
  InstantField,
  Lang,
  ListOf,
  LocalDate,
  MapOf,
  Nested,
  When,
} from '../fields.js';
import {
  ASSESSMENT_KINDS,
  FORMATS,
  FUNDING_ROUTES,
  GROUPS,
  JURISDICTIONS,
  ORGANISATION_KINDS,
  SETTINGS,
} from '../kinds.js';
import { VersionRef } from '../version-ref.js';
import { Words } from '../written-fields.js';

/** More than anybody has. */
const MANY = { max: 10_000 };

class OfferedService {
  @Id() readonly serviceId!: string;
  @Code(SETTINGS) readonly setting!: string;
}
/** A birth that is not known to the day. */
class Birth {
  @Count({ min: 1, max: 9999 }) readonly year!: number;
  @Count({ min: 1, max: 12, optional: true }) readonly month?: number;
  @Flag() readonly estimated!: boolean;
}
/** One of given and family at least. */
class PersonName {
  @Words({ optional: true }) readonly given?: string;
  @Words({ optional: true }) readonly family?: string;
  @Words({ optional: true }) readonly preferred?: string;
}
class PreferredFormat {
  @Code(FORMATS) readonly format!: string;
  /** The lower, the sooner it is chosen. */
  @Count() readonly priority!: number;
  @Lang({ optional: true }) readonly lang?: string;
}
class AssessedNeed {
  @Id() readonly needId!: string;
  @Words({ optional: true }) readonly domain?: string;
}
/** The council hands a person's care over to a provider. */
class Handover {
  @Sealed() @Id() readonly handoverId!: string;
  @Sealed() @Id() readonly providerId!: string;
  @Sealed() @Id({ optional: true }) readonly serviceId?: string;
  @Sealed() @Code(SETTINGS, { optional: true }) readonly setting?: string;
  @Sealed() @Flag() readonly emergency!: boolean;
  @Sealed() @Words({ optional: true }) readonly reason?: string;
  @Sealed() @InstantField({ optional: true }) readonly respondBy?: string;
  /** The council's plan that comes with it. */
  @Sealed() @Nested(() => VersionRef, { optional: true }) readonly planRef?: VersionRef;
}

/** An organisation was configured, or its configuration changed. Its subject is the organisation; it contains no personal data. */
export class OrganisationSet {
  static readonly type = 'assessment.organisation-set.v1';
  @Id() readonly organisationId!: string;
  @Code(ORGANISATION_KINDS) readonly kind!: string;
  @Words() readonly name!: string;
  @Code(JURISDICTIONS) readonly jurisdiction!: string;
  @Flag() readonly councilOperated!: boolean;
  @Words({ optional: true }) readonly registrationNo?: string;
  @Words({ optional: true }) readonly logoRef?: string;
  @ListOf(() => OfferedService) readonly services!: readonly OfferedService[];
}

/** A person has a record. */
export class PersonRegistered {
  static readonly type = 'assessment.person-registered.v1';
  @Sealed() @Codes(GROUPS) readonly groups!: readonly string[];
  @Sealed() @Lang() readonly firstLanguage!: string;
  @Sealed() @Code(FUNDING_ROUTES, { optional: true }) readonly fundingRoute?: string;
  @Sealed() @Words({ optional: true }) readonly homeRegionCode?: string;
  /** The organisation that registered the person, where that was not the council. */
  @Sealed() @Id({ optional: true }) readonly registeredBy?: string;
  /** Absent where the birth is not known to the day. */
  @Sealed() @LocalDate({ optional: true }) readonly dateOfBirth?: string;
  @Sealed() @Nested(() => Birth, { optional: true }) readonly birth?: Birth;
  @Sealed() @Nested(() => PersonName) readonly name!: PersonName;
}

/** A birth set right: to the day, or to the year or month. What holds is this and not what was registered. */
export class PersonBirthCorrected {
  static readonly type = 'assessment.person-birth-corrected.v1';
  @Sealed() @LocalDate({ optional: true }) readonly dateOfBirth?: string;
  @Sealed() @Nested(() => Birth, { optional: true }) readonly birth?: Birth;
}

/** How the person is best written and spoken to. */
export class CommunicationNeedsRecorded {
  static readonly type = 'assessment.communication-needs-recorded.v1';
  @Sealed() @Names() readonly needs!: readonly string[];
  @Sealed() @Lang({ optional: true }) readonly preferredLanguage?: string;
  @Sealed() @ListOf(() => PreferredFormat) readonly formats!: readonly PreferredFormat[];
  @Sealed() @Names() readonly methods!: readonly string[];
}

/**
 * Whether needs are eligible for care and support was decided.
 *
 * Outside: the council's case management system, which opens a personal budget by it.
 */
export class EligibilityDecided {
  static readonly type = 'assessment.eligibility-decided.v1';
  @Id() readonly assessmentId!: string;
  @Sealed() @Flag() readonly eligible!: boolean;
  @Sealed() @Ids(MANY) readonly needIds!: readonly string[];
}

/**
 * An outcome that the person wants was found in an assessment.
 *
 * Outside: the council's case management system, which follows outcomes from assessment to review.
 */
export class PersonalOutcomeIdentified {
  static readonly type = 'assessment.personal-outcome-identified.v1';
  @Id() readonly assessmentId!: string;
  @Id() readonly outcomeId!: string;
}

/** An assessment was completed. */
export class AssessmentCompleted {
  static readonly type = 'assessment.assessment-completed.v1';
  @Id() readonly assessmentId!: string;
  @Count({ min: 1 }) readonly version!: number;
  @InstantField() readonly completedAt!: string;
  @Ids(MANY) readonly needIds!: readonly string[];
  @Ids(MANY) readonly outcomeIds!: readonly string[];
  @Sealed() @Code(ASSESSMENT_KINDS) readonly kind!: string;
  /** By domain, whether there are findings or no need. */
  @Sealed() @MapOf(['findings', 'noNeed']) readonly coverage!: Readonly<Record<string, string>>;
  /** Not on what was stored before plans asked for it. */
  @Sealed() @ListOf(() => AssessedNeed, { ...MANY, optional: true }) readonly needs?: readonly AssessedNeed[];
  /** The organisation that holds it, where that is not the council. */
  @Sealed() @Id({ optional: true }) readonly heldBy?: string;
}

/** A finding of a completed assessment was corrected. */
export class AssessmentCorrected {
  static readonly type = 'assessment.assessment-corrected.v1';
  @Id() readonly assessmentId!: string;
  /** The issue that holds since. */
  @Count() readonly issue!: number;
  /** Those that the correction brought; not on what was stored before corrections were ordered by effect. */
  @Counts({ ...MANY, optional: true }) readonly issues?: readonly number[];
  @Id() readonly findingId!: string;
  @When({ optional: true }) readonly effectiveFrom?: string;
}

/** A person's care is offered to a provider. */
export class HandoverIssued extends Handover {
  static readonly type = 'assessment.handover-issued.v1';
}

/** The provider takes the person's care on. */
export class HandoverAccepted extends Handover {
  static readonly type = 'assessment.handover-accepted.v1';
  @Sealed() @Id() readonly keyworkerId!: string;
  @Sealed() @LocalDate() readonly plannedStart!: string;
  @Sealed() @Id() readonly acceptedBy!: string;
}

/** The provider does not take the person's care on, or no longer has to. */
export class HandoverReturned {
  static readonly type = 'assessment.handover-returned.v1';
  @Sealed() @Id() readonly handoverId!: string;
  @Sealed() @Id() readonly providerId!: string;
}

/** The person has died. */
export class PersonDeathRecorded {
  static readonly type = 'assessment.person-death-recorded.v1';
  @Sealed() @LocalDate() readonly dateOfDeath!: string;
  @Sealed() @Code(['certificate', 'notification']) readonly evidence!: string;
  @Sealed() @Words({ optional: true }) readonly evidenceRef?: string;
}

/**
 * Somebody has the work of a colleague who is away, from one instant to another: it is on their lists as well. Its subject is the
 * deputy, by pseudonym.
 */
export class DeputyAppointed {
  static readonly type = 'assessment.deputy-appointed.v1';
  @Id() readonly absenceId!: string;
  /** Who is away, by pseudonym. */
  @Sealed() @Id() readonly user!: string;
  /** At which organisation; absent for those who act for none. */
  @Sealed() @Id({ optional: true }) readonly organisationId?: string;
  @Sealed() @InstantField() readonly from!: string;
  @Sealed() @InstantField() readonly to!: string;
}

/** A colleague is back before that, or somebody else has their work. Its subject is the deputy, by pseudonym. */
export class DeputyReleased {
  static readonly type = 'assessment.deputy-released.v1';
  @Id() readonly absenceId!: string;
}

/** A member of staff no longer works for an organisation. Its subject is their pseudonym. */
export class StaffLeft {
  static readonly type = 'assessment.staff-left.v1';
  @Sealed() @Id() readonly userId!: string;
  @Sealed() @Id({ optional: true }) readonly organisationId?: string;
}

/** A member of staff who had left works for an organisation again. Its subject is their pseudonym. */
export class StaffReturned {
  static readonly type = 'assessment.staff-returned.v1';
  @Sealed() @Id({ optional: true }) readonly organisationId?: string;
}
