import {
  Code,
  Codes,
  DISCLOSURE_BASES,
  fieldsOf,
  Flag,
  FORMATS,
  Hash,
  Id,
  InstantField,
  INVOLVEMENT_SCOPES,
  JsonAny,
  Label,
  Lang,
  LocalDate,
  Nested,
  PARTY_KINDS,
  PlanContentBody,
  SIGNING_MODES,
  Text,
  Texts,
} from '@carethread/contracts';

class PartyBody {
  @Code(PARTY_KINDS, { optional: true }) kind?: string;
  @Id({ optional: true }) id?: string;
  @Label({ optional: true }) name?: string;
  @Label({ optional: true }) role?: string;
}

export class RecordSignatureRequest {
  /** Whose place is signed, and how: what states that this is a signature. */
  @Code([
    'person',
    'personOrLawfulRepresentative',
    'personOrRepresentative',
    'keyworker',
    'manager',
    'serviceManager',
    'cpaCareCoordinator',
  ])
  role!: string;
  @Code(SIGNING_MODES) mode!: string;
  @LocalDate({ optional: true }) signedOn?: string;
  @Hash({ optional: true }) contentHash?: string;
  @Code(FORMATS, { optional: true }) shownInFormat?: string;
  @Lang({ optional: true }) lang?: string;
  @Nested(() => PartyBody, { optional: true }) signedBy?: PartyBody;
  @Nested(() => PartyBody, { optional: true }) witness?: PartyBody;
  @Text({ optional: true }) description?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class ObjectAsWitnessRequest {
  @Text() reasons!: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class RefuseSignatureRequest {
  @Nested(() => PartyBody, { optional: true }) by?: PartyBody;
  @Label() role!: string;
  @Text({ optional: true }) reasons?: string;
  @Texts({ optional: true }) itemsObjectedTo?: string[];
  @InstantField({ optional: true }) occurredAt?: string;
}

export class WithdrawConsentRequest {
  /** `whole`, or the ids of actions. */
  @JsonAny({ optional: true }) scope?: unknown;
  @Texts({ optional: true }) actionIds?: string[];
  @Nested(() => PartyBody, { optional: true }) by?: PartyBody;
  @Code(SIGNING_MODES, { optional: true }) mode?: string;
  @Text({ optional: true }) reasons?: string;
  @Nested(() => PartyBody, { optional: true }) witness?: PartyBody;
  /** How the person showed it, where they did not write it. */
  @Text({ optional: true }) description?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class WithdrawSignedConsentRequest {
  @Nested(() => PartyBody, { optional: true }) by?: PartyBody;
  @Code(SIGNING_MODES, { optional: true }) mode?: string;
  @Text({ optional: true }) reasons?: string;
  @Nested(() => PartyBody, { optional: true }) witness?: PartyBody;
  /** How the person showed it, where they did not write it. */
  @Text({ optional: true }) description?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class RestoreConsentRequest {
  /** `whole`, or the ids of actions. */
  @JsonAny() scope!: unknown;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class NameContactRequest {
  @Codes(INVOLVEMENT_SCOPES) scopes!: string[];
  @Nested(() => PartyBody, { optional: true }) party?: PartyBody;
  @Label({ optional: true }) name?: string;
  @Code(PARTY_KINDS, { optional: true }) kind?: string;
  @Label({ optional: true }) role?: string;
  @Label({ optional: true }) basis?: string;
  /** That the person named them; where staff record it, with the two below. */
  @Flag({ optional: true }) byPerson?: boolean;
  /** When the person asked for it, and what shows that. */
  @LocalDate({ optional: true }) requestedOn?: string;
  @Text({ optional: true }) evidence?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

/** What can be disclosed: the plan, or sections of it. */
const DISCLOSED_FIELDS = ['plan', ...fieldsOf(PlanContentBody).keys()];

export class MakeDisclosureRequest {
  @Id() personId!: string;
  @Id({ optional: true }) recipientId?: string;
  @Nested(() => PartyBody, { optional: true }) recipient?: PartyBody;
  @Label({ optional: true }) role?: string;
  @Id({ optional: true }) planId?: string;
  @JsonAny({ optional: true }) planRef?: unknown;
  /** `plan`, or sections of it by name. */
  @Codes(DISCLOSED_FIELDS, { optional: true, min: 1 }) fields?: string[];
  @Code(DISCLOSURE_BASES, { optional: true }) basis?: string;
  /** Of whom the person permits it to: an entry of their involvement register, in force. */
  @Id({ optional: true }) permissionId?: string;
  /** What shows that the person permits it, where no entry of the register does. */
  @Text({ optional: true }) evidence?: string;
  /** The caveat is always shown; nobody can wish it away. */
  @Flag({ optional: true }) caveatShown?: boolean;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class GrantInspectionRequest {
  @Label({ optional: true }) regulator?: string;
  @Id({ optional: true }) inspectorId?: string;
  @Id({ optional: true }) inspector?: string;
  @Id({ optional: true }) organisationId?: string;
  @Id({ optional: true }) serviceId?: string;
  @LocalDate() from!: string;
  @LocalDate() to!: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class DataRequestRequest {
  @Id() personId!: string;
  @Code(['access', 'rectification', 'erasure', 'restriction', 'objection']) right!: string;
  @Text({ optional: true }) about?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}

export class RefuseDataRequestRequest {
  @Label({ optional: true }) article?: string;
  @Flag({ optional: true }) icoRouteGiven?: boolean;
  @Text({ optional: true }) reasons?: string;
  @InstantField({ optional: true }) occurredAt?: string;
}
