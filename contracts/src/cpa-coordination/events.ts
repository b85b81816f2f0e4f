import { IdOrNothing, OpenCode } from '../contract-fields.js';
import { Sealed } from '../contract.js';
import { Code, Count, Flag, Id, InstantField, LocalDate, When } from '../fields.js';
import { CPA_LEVELS } from '../kinds.js';
import { Words } from '../written-fields.js';

class CpaCase {
  @Id() readonly caseId!: string;
}

/** A person was taken on by a mental health team under the Care Programme Approach. */
export class CpaCaseOpened extends CpaCase {
  static readonly type = 'cpa-coordination.cpa-case-opened.v1';
  @Sealed() @Id() readonly coordinatorId!: string;
  /** Empty if the request named no team and its author belongs to no organisation. */
  @Sealed() @IdOrNothing() readonly teamId!: string;
  @Sealed() @OpenCode() readonly teamSetting!: string;
  @Sealed() @Words() readonly regionCode!: string;
  /** Whose case it is; absent on cases whose opener named no organisation. */
  @Sealed() @Id({ optional: true }) readonly organisationId?: string;
  @Sealed() @LocalDate() readonly acceptedOn!: string;
}

/** A case was passed to another team. */
export class CpaTeamChanged extends CpaCase {
  static readonly type = 'cpa-coordination.cpa-team-changed.v1';
  @Sealed() @Id() readonly teamId!: string;
  @Sealed() @OpenCode() readonly teamSetting!: string;
  @Sealed() @Id({ optional: true }) readonly organisationId?: string;
  @Sealed() @InstantField() readonly at!: string;
}

/** Another care co-ordinator took over a case. */
export class CareCoordinatorReallocated extends CpaCase {
  static readonly type = 'cpa-coordination.care-coordinator-reallocated.v1';
  /** Empty if the case had no co-ordinator. */
  @Sealed() @IdOrNothing() readonly fromUserId!: string;
  @Sealed() @Id() readonly toUserId!: string;
  @Sealed() @InstantField() readonly at!: string;
  @Sealed() @Flag() readonly interim!: boolean;
}

/** A care co-ordinator no longer works. It is about a member of staff: its subject is their pseudonym. */
export class CoordinatorDeactivated {
  static readonly type = 'cpa-coordination.coordinator-deactivated.v1';
  @Sealed() @Id({ optional: true }) readonly userId?: string;
  @Sealed() @Id({ optional: true }) readonly organisationId?: string;
}

/** The level of a case was decided. */
export class CpaLevelDecided extends CpaCase {
  static readonly type = 'cpa-coordination.cpa-level-decided.v1';
  @Sealed() @Code(CPA_LEVELS) readonly from!: string;
  @Sealed() @Code(CPA_LEVELS) readonly to!: string;
  @Sealed() @When() readonly effectiveFrom!: string;
  /** The review that it was decided in. */
  @Sealed() @Id({ optional: true }) readonly reviewId?: string;
  @Sealed() @Flag() readonly emergency!: boolean;
  @Sealed() @Words() readonly rationale!: string;
}

/** Contact with the person has failed so often that somebody has to act. */
export class ContactLapsed extends CpaCase {
  static readonly type = 'cpa-coordination.contact-lapsed.v1';
  /** How many attempts in a row have failed. */
  @Sealed() @Count() readonly failures!: number;
}

/** A case was closed. */
export class CpaCaseClosed extends CpaCase {
  static readonly type = 'cpa-coordination.cpa-case-closed.v1';
}
