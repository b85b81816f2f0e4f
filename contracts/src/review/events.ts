import { Names, OpenCode } from '../contract-fields.js';
import { Sealed } from '../contract.js';
import type { ContractJson } from '../contract-json.js';
import { Code, Count, Flag, Id, InstantField, JsonAny, JsonOrNothing, ListOf, LocalDate, When } from '../fields.js';
import { REVIEW_OUTCOMES, REVIEW_TYPES, RISK_OUTCOMES } from '../kinds.js';
import { CHANGE_OPS } from '../plan-changes.js';
import { Reference, Words } from '../written-fields.js';

/** Something that has to be done for a plan by an instant. */
class Obligation {
  @Id() readonly obligationId!: string;
  @Id() readonly planId!: string;
  /** What has to be done: such as `formalReview` or `urgentConsentReview`. */
  @Sealed() @OpenCode() readonly kind!: string;
}
class PlannedReview {
  @Id() readonly reviewId!: string;
  @Id() readonly planId!: string;
}
/** A change to a plan that the person agreed to. */
class AgreedChange {
  @Reference() readonly changeId!: string;
  /** `add` puts an item into a section, `remove` takes one out; absent where something is set. */
  @Code(CHANGE_OPS, { optional: true }) readonly op?: string;
  @Reference({ optional: true }) readonly section?: string;
  @Reference() readonly itemId!: string;
  @Reference({ optional: true }) readonly field?: string;
  @Words({ optional: true }) readonly what?: string;
  @JsonOrNothing({ optional: true }) readonly from?: ContractJson;
  @JsonAny({ optional: true }) readonly to?: ContractJson;
}
class ReviewedRisk {
  @Id() readonly riskId!: string;
  @Code(RISK_OUTCOMES) readonly outcome!: string;
  @Words({ optional: true }) readonly narrative?: string;
}

/** A member of staff completed a course. Its subject is the member of staff. */
export class TrainingRecorded {
  static readonly type = 'review.training-recorded.v1';
  @Sealed() @OpenCode() readonly course!: string;
  @Sealed() @LocalDate() readonly completedOn!: string;
  @Sealed() @LocalDate({ optional: true }) readonly expiresOn?: string;
  /** The employing organisation; absent from events stored before organisations were distinguished. */
  @Sealed() @Id({ optional: true }) readonly organisationId?: string;
}

/** Something has to be done for a plan by an instant. */
export class ObligationCreated extends Obligation {
  static readonly type = 'review.obligation-created.v1';
  @InstantField() readonly dueAt!: string;
  /** From when on it may be done. */
  @InstantField({ optional: true }) readonly opensAt?: string;
}

/** What had to be done for a plan was done. */
export class ObligationMet extends Obligation {
  static readonly type = 'review.obligation-met.v1';
  @InstantField() readonly metAt!: string;
  @Flag() readonly late!: boolean;
}

/**
 * What had to be done for a plan was not done in time.
 *
 * Outside: the commissioning council's monitoring of its providers.
 */
export class ObligationMissed extends Obligation {
  static readonly type = 'review.obligation-missed.v1';
  @InstantField() readonly dueAt!: string;
}

/** What had to be done for a plan no longer has to be. */
export class ObligationCancelled extends Obligation {
  static readonly type = 'review.obligation-cancelled.v1';
}

/**
 * The person, or somebody for them, asked for an earlier review.
 *
 * Outside: the work lists of a provider's own system, which show it.
 */
export class ReviewRequested {
  static readonly type = 'review.review-requested.v1';
  @Id() readonly planId!: string;
}

/** Something about the person has changed so much that their plan must be looked at. */
export class SignificantChangeReported {
  static readonly type = 'review.significant-change-reported.v1';
  @Id() readonly planId!: string;
  @Sealed() @Words() readonly domain!: string;
  @Sealed() @When() readonly noticedOn!: string;
}

/** A review has a date. */
export class ReviewScheduled extends PlannedReview {
  static readonly type = 'review.review-scheduled.v1';
  @When() readonly at!: string;
  @Sealed() @Code(REVIEW_TYPES) readonly reviewType!: string;
}

/** What a review came to, with the changes to the plan that the person agreed to. */
export class ReviewOutcomeAgreed extends PlannedReview {
  static readonly type = 'review.review-outcome-agreed.v1';
  @Count() readonly planVersionReviewed!: number;
  @Sealed() @Code(REVIEW_OUTCOMES) readonly outcome!: string;
  @Sealed() @ListOf(() => AgreedChange) readonly changes!: readonly AgreedChange[];
}

/** What a review found that came of the risks taken. */
export class RiskOutcomesReviewed {
  static readonly type = 'review.risk-outcomes-reviewed.v1';
  @Id() readonly reviewId!: string;
  @Sealed() @ListOf(() => ReviewedRisk) readonly outcomes!: readonly ReviewedRisk[];
}

/** A review is over. */
export class ReviewClosed extends PlannedReview {
  static readonly type = 'review.review-closed.v1';
  @InstantField() readonly heldAt!: string;
  @InstantField() readonly closedAt!: string;
  @Sealed() @Code(REVIEW_TYPES) readonly reviewType!: string;
  @Sealed() @Code(REVIEW_OUTCOMES) readonly outcome!: string;
  /** The outcomes and goals that it found achieved. */
  @Sealed() @Names({ optional: true }) readonly achieved?: readonly string[];
  /** Of a review of the whole plan: what was learnt since the last one and was considered. */
  @Sealed() @Names({ optional: true }) readonly considered?: readonly string[];
  /** Of another type than the plan's own, and yet of the plan as a whole. */
  @Sealed() @Flag({ optional: true }) readonly wholePlan?: boolean;
}
