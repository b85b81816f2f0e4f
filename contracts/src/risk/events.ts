import { Names } from '../contract-fields.js';
import { Sealed } from '../contract.js';
import { Code, Count, Flag, Hash, Id, InstantField, LocalDate, When } from '../fields.js';
import { RESTRICTION_SCHEMES, RISK_OUTCOMES } from '../kinds.js';
import { Words } from '../written-fields.js';

class Risk {
  @Id() readonly riskId!: string;
}
class Restriction {
  @Id() readonly restrictionId!: string;
}

/** A risk was weighed with the person, and a conclusion reached. */
export class RiskAssessed extends Risk {
  static readonly type = 'risk.risk-assessed.v1';
  @Count({ min: 1 }) readonly version!: number;
  @Hash() readonly contentHash!: string;
  @Sealed() @Id({ optional: true }) readonly planId?: string;
  /** The organisation that holds it, where neither a plan nor the council does. */
  @Sealed() @Id({ optional: true }) readonly organisationId?: string;
  /** The planned actions that the risk is taken with. */
  @Sealed() @Names() readonly actionIds!: readonly string[];
  @Sealed() @Code(['accept', 'acceptWithControls', 'avoid']) readonly conclusion!: string;
  @Sealed() @LocalDate({ optional: true }) readonly reviewOn?: string;
  /** What the safety list says of it, as are the two below; not on what was stored before there was one. */
  @Sealed() @Words({ optional: true }) readonly domain?: string;
  @Sealed() @Words({ optional: true }) readonly hazard?: string;
  @Sealed() @Words({ optional: true }) readonly managementPlan?: string;
}

/** What came of a risk that was taken. */
export class RiskOutcomeRecorded extends Risk {
  static readonly type = 'risk.risk-outcome-recorded.v1';
  /** The review that it was said in. */
  @Sealed() @Id({ optional: true }) readonly reviewId?: string;
  @Sealed() @Code(RISK_OUTCOMES) readonly outcome!: string;
  @Sealed() @Words() readonly narrative!: string;
}

/** A risk is no longer taken. */
export class RiskClosed extends Risk {
  static readonly type = 'risk.risk-closed.v1';
}

/** The person is asked to sign a restriction as it is proposed. */
export class RestrictionConsentAsked extends Restriction {
  static readonly type = 'risk.restriction-consent-asked.v1';
  @Count({ min: 1 }) readonly askNo!: number;
  @Hash() readonly contentHash!: string;
}

/** A restriction has an authority for a term. */
export class RestrictionAuthorised extends Restriction {
  static readonly type = 'risk.restriction-authorised.v1';
  @When() readonly from!: string;
  @When() readonly to!: string;
  @Sealed() @Code(RESTRICTION_SCHEMES) readonly scheme!: string;
  @Sealed() @Words() readonly authorityRef!: string;
  @Sealed() @Names() readonly conditions!: readonly string[];
  @Sealed() @Flag() readonly urgent!: boolean;
  /** What it allows; not on what was stored before the safety list said so. */
  @Sealed() @Words({ optional: true }) readonly measure?: string;
}

/** The term of a restriction is over. */
export class RestrictionExpired extends Restriction {
  static readonly type = 'risk.restriction-expired.v1';
  @InstantField() readonly expiredAt!: string;
}

/** The person withdrew their consent to a restriction: it may not be used until it has another authority. */
export class RestrictionWithheld extends Restriction {
  static readonly type = 'risk.restriction-withheld.v1';
  @InstantField() readonly withheldAt!: string;
}

/** A restriction was ended before its term. */
export class RestrictionEnded extends Restriction {
  static readonly type = 'risk.restriction-ended.v1';
  @InstantField() readonly endedAt!: string;
  @Sealed() @Words() readonly reason!: string;
}
