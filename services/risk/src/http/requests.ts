import {
  Code,
  Count,
  Flag,
  Id,
  InstantField,
  Label,
  ListOf,
  LocalDate,
  Nested,
  PARTY_KINDS,
  RESTRICTION_SCHEMES,
  RISK_OUTCOMES,
  Text,
  Texts,
} from '@carethread/contracts';

class PolicyRef {
  @Label() title!: string;
  @Label() version!: string;
}
class PartyBody {
  @Code(PARTY_KINDS, { optional: true }) kind?: string;
  @Id({ optional: true }) id?: string;
  @Label({ optional: true }) name?: string;
  @Label({ optional: true }) role?: string;
}
class Control {
  @Text() what!: string;
  @Label({ optional: true }) who?: string;
  @LocalDate({ optional: true }) by?: string;
}
export class OpenRiskRequest {
  @Id() personId!: string;
  @Id({ optional: true }) planId?: string;
  @Texts({ optional: true }) actionIds?: string[];
  @Label({ optional: true }) domain?: string;
  @Code(['positiveRisk', 'standard', 'cpa'], { optional: true }) framework?: string;
  @Nested(() => PolicyRef, { optional: true }) policyRef?: PolicyRef;
  @InstantField({ optional: true }) occurredAt?: string;
}
export class WeighRiskRequest {
  @Text({ optional: true }) hazard?: string;
  @Text({ optional: true }) personsAim?: string;
  @Text({ optional: true }) personsView?: string;
  @Text({ optional: true }) supportGiven?: string;
  @Texts({ optional: true }) benefits?: string[];
  @Texts({ optional: true }) adverseEffects?: string[];
  @Count({ optional: true, min: 1, max: 5 }) likelihood?: number;
  @Count({ optional: true, min: 1, max: 5 }) severity?: number;
  @InstantField({ optional: true }) occurredAt?: string;
}
export class PlanControlsRequest {
  @ListOf(() => Control, { optional: true }) controls?: Control[];
  @Text({ optional: true }) noneReasonableBecause?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
export class ConcludeRiskRequest {
  @Code(['accept', 'acceptWithControls', 'avoid']) conclusion!: string;
  @Text({ optional: true }) reasons?: string;
  @Nested(() => PartyBody, { optional: true }) decidedBy?: PartyBody;
  @Text({ optional: true }) managementPlan?: string;
  @LocalDate({ optional: true }) reviewOn?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
export class RiskOutcomeRequest {
  @Id({ optional: true }) reviewId?: string;
  @Code(RISK_OUTCOMES) outcome!: string;
  @Text({ optional: true }) narrative?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
export class StaffViewRequest {
  @Text() view!: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
export class CloseRiskRequest {
  @Text() reason!: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
export class ProposeRestrictionRequest {
  @Id() personId!: string;
  @Text() measure!: string;
  @Text({ optional: true }) justification?: string;
  @Text({ optional: true }) leastRestrictiveCheck?: string;
  @Texts({ optional: true }) lessRestrictiveOptions?: string[];
  @InstantField({ optional: true }) occurredAt?: string;
}
export class AskForConsentRequest {
  @InstantField({ optional: true }) occurredAt?: string;
}
export class AuthoriseRestrictionRequest {
  @Code(RESTRICTION_SCHEMES, { optional: true }) scheme?: string;
  @Label({ optional: true }) authorityRef?: string;
  @LocalDate({ optional: true }) from?: string;
  @LocalDate({ optional: true }) to?: string;
  @Texts({ optional: true }) conditions?: string[];
  @Flag({ optional: true }) urgent?: boolean;
  @InstantField({ optional: true }) occurredAt?: string;
}
export class ReviewRestrictionRequest {
  @Flag() stillNeeded!: boolean;
  @Text({ optional: true }) changes?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
export class EndRestrictionRequest {
  @Text() reason!: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
