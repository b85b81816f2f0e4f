import {
  Code,
  Count,
  Flag,
  Hash,
  Id,
  Ids,
  InstantField,
  JsonAny,
  JsonOrNothing,
  Label,
  ListOf,
  LocalDate,
  Nested,
  CHANGE_OPS,
  OUTCOME_PROGRESS,
  PARTY_KINDS,
  REVIEW_OUTCOMES,
  REVIEW_TOPICS,
  REVIEW_TYPES,
  RISK_OUTCOMES,
  Text,
  When,
} from '@carethread/contracts';
import type { Json } from '@carethread/ledger';

class PartyBody {
  @Code(PARTY_KINDS, { optional: true }) kind?: string;
  @Id({ optional: true }) id?: string;
  @Label({ optional: true }) name?: string;
  @Label({ optional: true }) role?: string;
}
class OmissionBody {
  @Id() partyId!: string;
  @Text({ optional: true }) reason?: string;
}
class RiskOutcomeBody {
  @Id() riskId!: string;
  @Code(RISK_OUTCOMES) outcome!: string;
  @Text({ optional: true }) narrative?: string;
}
export class ScheduleReviewRequest {
  /** Left out, it is the plan's. */
  @Id({ optional: true }) personId?: string;
  @Id() planId!: string;
  @Code(REVIEW_TYPES) type!: string;
  @When({ optional: true }) at?: string;
  @Label({ optional: true }) place?: string;
  @Ids({ optional: true }) obligationIds?: string[];
  /** Of another type than `formal`, and yet of the plan as a whole, with all topics. */
  @Flag({ optional: true }) wholePlan?: boolean;
  /** Of those on the involvement register and in the team, who is not asked to a formal review, and why. */
  @ListOf(() => OmissionBody, { optional: true }) omitted?: OmissionBody[];
  @InstantField({ optional: true }) occurredAt?: string;
}
export class InviteRequest {
  @Nested(() => PartyBody) party!: PartyBody;
  @Label({ optional: true }) expectedRole?: string;
  @Label({ optional: true }) permissionBasis?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
export class FeedbackRequest {
  @JsonAny({ optional: true }) needs?: Json;
  @JsonAny({ optional: true }) wishes?: Json;
  @JsonAny({ optional: true }) preferences?: Json;
  @InstantField({ optional: true }) occurredAt?: string;
}
export class StartReviewRequest {
  @Nested(() => PartyBody, { optional: true }) chair?: PartyBody;
  @InstantField({ optional: true }) occurredAt?: string;
}
export class AttendanceRequest {
  @Nested(() => PartyBody) party!: PartyBody;
  @Flag() present!: boolean;
  @Text({ optional: true }) reason?: string;
  @Text({ optional: true }) viewsObtainedHow?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
export class TopicRequest {
  @Code(REVIEW_TOPICS) topic!: string;
  @Text({ optional: true }) text?: string;
  @Text({ optional: true }) notApplicableBecause?: string;
  /** With `newInformation`: which of what was gathered has been considered. */
  @Ids({ optional: true }) considered?: string[];
  /** With `riskOutcomes`: what came of each risk; one that is left out has what the risk service knows of it. */
  @ListOf(() => RiskOutcomeBody, { optional: true }) risks?: RiskOutcomeBody[];
  @InstantField({ optional: true }) occurredAt?: string;
}
export class OutcomeProgressRequest {
  @Label() outcomeId!: string;
  @Code(OUTCOME_PROGRESS) status!: string;
  @Count({ optional: true, min: 1, max: 5 }) personRating?: number;
  @InstantField({ optional: true }) occurredAt?: string;
}
class ChangeBody {
  @Label({ optional: true }) changeId?: string;
  /** `add` puts `to` into the list `section`, `remove` takes the item out; left out, something is set. */
  @Code(CHANGE_OPS, { optional: true }) op?: string;
  @Label({ optional: true }) section?: string;
  @Label({ optional: true }) itemId?: string;
  @Label({ optional: true }) field?: string;
  @Text({ optional: true }) what?: string;
  @JsonOrNothing({ optional: true }) from?: Json;
  @JsonAny({ optional: true }) to?: Json;
  @Nested(() => PartyBody, { optional: true }) decidedBy?: PartyBody;
  @Flag({ optional: true }) agreedByPerson?: boolean;
  @Text({ optional: true }) personsReasons?: string;
  /** Whose part it changes; left out, the team's. */
  @Ids({ optional: true, max: 50 }) concerns?: string[];
}
export class AgreeOutcomeRequest {
  /** Both are known from the review; whoever names another one is refused. */
  @Id({ optional: true }) planId?: string;
  @Count({ optional: true, min: 1 }) planVersionReviewed?: number;
  @Code(REVIEW_OUTCOMES) outcome!: string;
  @ListOf(() => ChangeBody, { optional: true }) changes?: ChangeBody[];
  @LocalDate({ optional: true }) nextReviewBy?: string;
  /** With `endService`: the day on which the service is to end; left out, today. */
  @LocalDate({ optional: true }) endOn?: string;
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
export class BriefingRequest {
  @Nested(() => PartyBody) party!: PartyBody;
  @Text({ optional: true }) changesForThem?: string;
  @Text({ optional: true }) actionNeeded?: string;
  @InstantField({ optional: true }) issuedAt?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
export class MinutesRequest {
  @Hash({ optional: true }) attachmentHash?: string;
  @Text({ optional: true }) text?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
export class ReasonRequest {
  @Text({ optional: true }) reason?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
export class RequestReviewRequest {
  @Text({ optional: true }) reason?: string;
  @Nested(() => PartyBody, { optional: true }) requestedBy?: PartyBody;
  @Label({ optional: true }) capacityOfRequester?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
export class ReportChangeRequest {
  @Code(['health', 'welfare', 'safety', 'circumstances']) domain!: string;
  @Text({ optional: true }) description?: string;
  @LocalDate({ optional: true }) noticedOn?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
export class MonthlyCheckRequest {
  @ListOf(() => PartyBody, { optional: true }) participants?: PartyBody[];
  @Text({ optional: true }) personsView?: string;
  @Text({ optional: true }) findings?: string;
  @Flag({ optional: true }) raisesReview?: boolean;
  @InstantField({ optional: true }) occurredAt?: string;
}
export class MonitoringRequest {
  @Text({ optional: true }) needs?: string;
  @Text({ optional: true }) wishes?: string;
  @Text({ optional: true }) preferences?: string;
  @Code(['followed', 'partly', 'notFollowed'], { optional: true }) staffAdherence?: string;
  @Text({ optional: true }) followUp?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
export class TrainingRequest {
  @Label() course!: string;
  @LocalDate() completedOn!: string;
  @LocalDate({ optional: true }) expiresOn?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
