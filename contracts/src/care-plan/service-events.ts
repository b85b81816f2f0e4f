import { OpenCode } from '../contract-fields.js';
import { Sealed } from '../contract.js';
import { Code, Codes, Flag, Id, InstantField, ListOf, LocalDate } from '../fields.js';
import { EXCEPTION_REASONS, JURISDICTIONS, SETTINGS } from '../kinds.js';
import { Words } from '../written-fields.js';

/** More than any plan has. */
const MANY = { max: 10_000 };

class TeamMember {
  @Id() readonly userId!: string;
  @Codes(['produce', 'carryThrough']) readonly purposes!: readonly string[];
  @Id({ optional: true }) readonly supervisedBy?: string;
  @Flag({ optional: true }) readonly newStaff?: boolean;
}
class Episode {
  @Id() readonly episodeId!: string;
}
/** An entry of the daily record. */
class Entry {
  @Id() readonly entryId!: string;
  @InstantField() readonly occurredAt!: string;
  @Sealed() @Words({ optional: true }) readonly plannedActionId?: string;
}

/** A provider has agreed to serve the person. */
export class ServiceAgreementMade extends Episode {
  static readonly type = 'care-plan.service-agreement-made.v1';
  @InstantField() readonly agreedAt!: string;
  @Sealed() @Id() readonly providerId!: string;
  @Sealed() @Id({ optional: true }) readonly serviceId?: string;
  @Sealed() @Words() readonly serviceType!: string;
  @Sealed() @Code(SETTINGS) readonly setting!: string;
  @Sealed() @OpenCode() readonly commissioner!: string;
  @Sealed() @Flag() readonly councilOperated!: boolean;
  @Sealed() @Code(JURISDICTIONS) readonly jurisdiction!: string;
  /** The handover that it came from. */
  @Sealed() @Id({ optional: true }) readonly handoverId?: string;
}

/** Who cares for the person. */
export class CareTeamAssigned extends Episode {
  static readonly type = 'care-plan.care-team-assigned.v1';
  @Sealed() @Id() readonly organisationId!: string;
  @Sealed() @Id({ optional: true }) readonly serviceId?: string;
  @Sealed() @Id() readonly keyworkerId!: string;
  @Sealed() @ListOf(() => TeamMember, MANY) readonly members!: readonly TeamMember[];
}

/** A provider began to serve the person. */
export class ServiceStarted extends Episode {
  static readonly type = 'care-plan.service-started.v1';
  @InstantField() readonly startedAt!: string;
  @Sealed() @Id() readonly providerId!: string;
  @Sealed() @Flag() readonly emergency!: boolean;
}

/** A provider serves the person no more. */
export class ServiceEnded extends Episode {
  static readonly type = 'care-plan.service-ended.v1';
  @InstantField() readonly endedAt!: string;
  @Sealed() @Id() readonly providerId!: string;
  @Sealed() @OpenCode() readonly reason!: string;
}

/** Somebody opened a record in an emergency that they otherwise may not read. */
export class BreakGlassOpened {
  static readonly type = 'care-plan.break-glass-opened.v1';
  @InstantField() readonly until!: string;
  @Sealed() @Id() readonly userId!: string;
  @Sealed() @Id({ optional: true }) readonly organisationId?: string;
  @Sealed() @Words() readonly reason!: string;
}

/** The person did not want care that was planned. */
export class PersonRefusedCare extends Entry {
  static readonly type = 'care-plan.person-refused-care.v1';
  @Sealed() @LocalDate({ optional: true }) readonly reviewOn?: string;
  /** Who was refused: not on what was stored before refusals were counted by plan. */
  @Sealed() @Id({ optional: true }) readonly organisationId?: string;
}

/** Care that was planned was not given, and why. */
export class ExceptionRecorded extends Entry {
  static readonly type = 'care-plan.exception-recorded.v1';
  @Sealed() @Code(EXCEPTION_REASONS, { optional: true }) readonly reasonCode?: string;
}

/** Care was given to which the person had not consented. */
export class CareGivenWithoutConsent extends Entry {
  static readonly type = 'care-plan.care-given-without-consent.v1';
}
