import { Names, NamesByName, OpenCode, Scope } from '../contract-fields.js';
import { Sealed } from '../contract.js';
import { Code, Codes, Count, Hash, Id, InstantField, Lang, ListOf, Nested, When } from '../fields.js';
import { FORMATS, JURISDICTIONS, PLAN_KINDS } from '../kinds.js';
import type { PlanHoldings } from '../plan-changes.js';
import { VersionRef } from '../version-ref.js';
import { Words } from '../written-fields.js';

/** More than any plan has. */
const MANY = { max: 10_000 };
const SUSPENSION_CAUSES = ['consent', 'hospital', 'safety', 'other'] as const;

/** What led to a version, such as a review. */
class Cause {
  @OpenCode() readonly kind!: string;
  @Words({ optional: true }) readonly id?: string;
}
class Profile {
  @OpenCode() readonly code!: string;
  @Count() readonly version!: number;
}
class Issue {
  @Count() readonly versionNo!: number;
  @Count() readonly issueNo!: number;
  @Hash() readonly contentHash!: string;
}
class Plan {
  @Id() readonly planId!: string;
}
class HeldPlan extends Plan {
  @Sealed() @Code(PLAN_KINDS) readonly planKind!: string;
  /** The organisation that holds it. */
  @Sealed() @Id() readonly organisationId!: string;
}

/** A plan was opened. */
export class CarePlanOpened extends HeldPlan {
  static readonly type = 'care-plan.care-plan-opened.v1';
  @Sealed() @Names() readonly rulePacks!: readonly string[];
  /** The council's plan that it comes from. */
  @Sealed() @Nested(() => VersionRef, { optional: true }) readonly derivedFrom?: VersionRef;
  @Sealed() @Code(JURISDICTIONS) readonly jurisdiction!: string;
  @Sealed() @Id({ optional: true }) readonly episodeId?: string;
}

/** Which actions a draft holds, whenever they are written. */
export class PlanDrafted extends Plan {
  static readonly type = 'care-plan.plan-drafted.v1';
  @Sealed() @Names() readonly actionIds!: readonly string[];
}

/** A version was proposed: those concerned may sign it, or object. */
export class PlanVersionProposed extends HeldPlan {
  static readonly type = 'care-plan.plan-version-proposed.v1';
  @Count() readonly proposalNo!: number;
  @Hash() readonly contentHash!: string;
  @Sealed() @Names() readonly rulePacks!: readonly string[];
  @Sealed() @Code(JURISDICTIONS) readonly jurisdiction!: string;
  @Sealed() @ListOf(() => VersionRef, MANY) readonly riskRefs!: readonly VersionRef[];
  @Sealed() @When({ optional: true }) readonly effectiveFrom?: string;
  @Sealed() @Names({ optional: true }) readonly actionIds?: readonly string[];
  /** What somebody may object to in it, by id or path; not on what was stored before that was published. */
  @Sealed() @Names({ optional: true }) readonly places?: readonly string[];
  @Sealed() @Nested(() => Cause) readonly cause!: Cause;
  /** Everything that caused it, where that is more than one thing. */
  @Sealed() @ListOf(() => Cause, { ...MANY, optional: true }) readonly causes?: readonly Cause[];
}

/** A version, or a proposal of one, can be read in another format or language. */
export class RenditionAdded extends Plan {
  static readonly type = 'care-plan.rendition-added.v1';
  @Count({ optional: true }) readonly proposalNo?: number;
  @Count({ optional: true }) readonly versionNo?: number;
  @Count() readonly issueNo!: number;
  @Sealed() @Code(FORMATS) readonly format!: string;
  @Sealed() @Lang({ optional: true }) readonly lang?: string;
}

/** A signed proposal could not be published. */
export class PublicationRefused extends Plan {
  static readonly type = 'care-plan.publication-refused.v1';
  @Count() readonly proposalNo!: number;
  /** The refusal's code. */
  @Sealed() @OpenCode() readonly code!: string;
}

/** A plan without signatures holds from the start of a service in an emergency. */
export class ProvisionalPlanPublished extends HeldPlan {
  static readonly type = 'care-plan.provisional-plan-published.v1';
  @Count() readonly versionNo!: number;
  @Hash() readonly contentHash!: string;
  @InstantField() readonly effectiveFrom!: string;
  @Sealed() @Words() readonly consentBasis!: string;
  /** The ids of the items of every list. */
  @Sealed() @NamesByName({ optional: true }) readonly holdings?: PlanHoldings;
  @Sealed() @Names({ optional: true }) readonly actionIds?: readonly string[];
}

/** A version was published. */
export class PlanVersionPublished extends HeldPlan {
  static readonly type = 'care-plan.plan-version-published.v1';
  @Count() readonly versionNo!: number;
  @Count() readonly proposalNo!: number;
  @Hash() readonly contentHash!: string;
  @InstantField() readonly effectiveFrom!: string;
  @Count({ optional: true }) readonly supersedesVersionNo?: number;
  /** Absent where nobody needed to sign: a replacement that reads the same. */
  @Sealed() @Id({ optional: true }) readonly signOffId?: string;
  @Sealed() @Nested(() => Cause) readonly cause!: Cause;
  @Sealed() @ListOf(() => Cause, { ...MANY, optional: true }) readonly causes?: readonly Cause[];
  @Sealed() @Names() readonly outcomeIds!: readonly string[];
  @Sealed() @Names({ optional: true }) readonly achievedIds?: readonly string[];
  @Sealed() @Names() readonly needIds!: readonly string[];
  /** Not on what was stored before inspectors were shown them. */
  @Sealed() @Names({ optional: true }) readonly actionIds?: readonly string[];
  /** The ids of the items of every list; not on what was stored before reviews needed them. */
  @Sealed() @NamesByName({ optional: true }) readonly holdings?: PlanHoldings;
  /** How many needs are met by an action. */
  @Sealed() @Count() readonly provision!: number;
  /** How many needs there are. */
  @Sealed() @Count() readonly needs!: number;
}

/**
 * A clean version took the place of one with many amendments.
 *
 * Outside: providers' own systems, whose notices of a change lead here.
 */
export class PlanReplaced extends HeldPlan {
  static readonly type = 'care-plan.plan-replaced.v1';
  @Count() readonly versionNo!: number;
  @Count() readonly replacesVersionNo!: number;
  @Hash() readonly contentHash!: string;
  @Sealed() @Count() readonly amendmentsFolded!: number;
}

/** A plan follows the rules of another jurisdiction. */
export class PlanProfileChanged extends Plan {
  static readonly type = 'care-plan.plan-profile-changed.v1';
  @InstantField() readonly effectiveFrom!: string;
  @Sealed() @Id() readonly organisationId!: string;
  @Sealed() @Nested(() => Profile) readonly profile!: Profile;
}

/**
 * A version is followed by a later one.
 *
 * Outside: providers' own systems, which put the earlier version away.
 */
export class PlanVersionSuperseded extends Plan {
  static readonly type = 'care-plan.plan-version-superseded.v1';
  @Count() readonly versionNo!: number;
  @Count() readonly supersededBy!: number;
  @InstantField() readonly supersededAt!: string;
}

/**
 * Published versions were corrected: each has a new issue.
 *
 * Outside: providers' own systems, whose urgent notices of a correction lead here.
 */
export class PlanCorrectionRecorded extends Plan {
  static readonly type = 'care-plan.plan-correction-recorded.v1';
  @ListOf(() => Issue, MANY) readonly issues!: readonly Issue[];
  @Id() readonly correctionId!: string;
}

/**
 * Care under a plan, or some actions of it, is not to be given for now.
 *
 * Outside: providers' own systems, whose urgent notices of a suspension lead here.
 */
export class PlanSuspended extends Plan {
  static readonly type = 'care-plan.plan-suspended.v1';
  @Sealed() @Scope() readonly scope!: 'whole' | readonly string[];
  /** Absent from events stored before causes were distinguished. */
  @Sealed() @Code(SUSPENSION_CAUSES, { optional: true }) readonly cause?: string;
}

/**
 * Care that was suspended is given again.
 *
 * Outside: providers' own systems, whose urgent notices of a restoration lead here.
 */
export class PlanResumed extends Plan {
  static readonly type = 'care-plan.plan-resumed.v1';
  @Sealed() @Scope() readonly scope!: 'whole' | readonly string[];
  /** Which causes it lifts; absent on what was stored when a resumption lifted whatever there was. */
  @Sealed() @Codes(SUSPENSION_CAUSES, { optional: true }) readonly causes?: readonly string[];
}

/** A plan was closed. */
export class CarePlanClosed extends Plan {
  static readonly type = 'care-plan.care-plan-closed.v1';
  @InstantField() readonly closedAt!: string;
  @Sealed() @Id() readonly organisationId!: string;
  @Sealed() @OpenCode() readonly reason!: string;
}

/** Somebody was given a copy of a version. */
export class CopyIssued extends Plan {
  static readonly type = 'care-plan.copy-issued.v1';
  @Id() readonly copyId!: string;
  @Count() readonly versionNo!: number;
  @Count() readonly issueNo!: number;
}

/**
 * Somebody has received their copy.
 *
 * Outside: the commissioning council's monitoring of who holds a plan.
 */
export class CopyAcknowledged extends Plan {
  static readonly type = 'care-plan.copy-acknowledged.v1';
  @Id() readonly copyId!: string;
  @InstantField() readonly at!: string;
}
