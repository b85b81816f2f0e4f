import { HashOrNothing, Names, OpenCode, Scope } from '../contract-fields.js';
import { Sealed } from '../contract.js';
import { Code, Codes, Count, Flag, Id, InstantField, Nested } from '../fields.js';
import { INVOLVEMENT_SCOPES, PARTY_KINDS, SIGNING_MODES } from '../kinds.js';
import { Party } from '../party.js';
import { Words } from '../written-fields.js';

const SUBJECTS = ['planVersion', 'riskAssessment', 'restriction', 'restoration'] as const;

/** One asking of those who must sign something, at one proposal of it. */
class SignOff {
  @Id() readonly signOffId!: string;
  /** The plan, the risk or the restriction. */
  @Id() readonly subjectId!: string;
  @Count() readonly proposalNo!: number;
  /** What is signed. */
  @Sealed() @Code(SUBJECTS) readonly subject!: string;
}
/** Somebody on the person's involvement register, and in what they are involved. */
class Contact {
  @Sealed() @Id() readonly contactId!: string;
  @Sealed() @Words() readonly name!: string;
  @Sealed() @Code(PARTY_KINDS) readonly kind!: string;
  @Sealed() @Words() readonly role!: string;
  @Sealed() @Codes(INVOLVEMENT_SCOPES) readonly scopes!: readonly string[];
  /** Whether the person named them. */
  @Sealed() @Flag() readonly byPerson!: boolean;
  @Sealed() @Words() readonly basis!: string;
}

/**
 * Those concerned are asked to sign.
 *
 * Outside: the work lists of a provider's own system, which show what waits for a signature.
 */
export class SignOffRequested extends SignOff {
  static readonly type = 'consent.sign-off-requested.v1';
  /** Of what is signed; empty where it is consent under a plan that has no version in force. */
  @HashOrNothing() readonly contentHash!: string;
  @InstantField() readonly lapsesAt!: string;
}

/** All who had to sign have signed. */
export class SignOffCompleted extends SignOff {
  static readonly type = 'consent.sign-off-completed.v1';
  /** Of what is signed; empty where it is consent under a plan that has no version in force. */
  @HashOrNothing() readonly contentHash!: string;
  @InstantField() readonly completedAt!: string;
  @Sealed() @OpenCode() readonly legalBasis!: string;
  @Sealed() @Scope({ optional: true }) readonly scope?: 'whole' | readonly string[];
  /** How many withdrawals of consent to care under the plan came before what was signed. */
  @Sealed() @Count({ optional: true }) readonly withdrawalsKnown?: number;
}

/** Somebody who had to sign refused. */
export class SignOffRefused extends SignOff {
  static readonly type = 'consent.sign-off-refused.v1';
}

/**
 * What was to be signed, or was signed, holds no longer.
 *
 * Outside: the work lists of a provider's own system, which take it off.
 */
export class SignOffVoided extends SignOff {
  static readonly type = 'consent.sign-off-voided.v1';
  @Sealed() @Words() readonly reason!: string;
}

/** Nobody signed in time. */
export class SignOffLapsed extends SignOff {
  static readonly type = 'consent.sign-off-lapsed.v1';
}

/** Consent that a completed sign-off gave to something else than care under a plan, to a restriction, was taken back. */
export class SignedConsentWithdrawn extends SignOff {
  static readonly type = 'consent.signed-consent-withdrawn.v1';
  @InstantField() readonly withdrawnAt!: string;
  @Sealed() @Code(SIGNING_MODES) readonly mode!: string;
  @Sealed() @Nested(() => Party) readonly by!: Party;
}

/**
 * The person consents to care under a version of a plan.
 *
 * Outside: a provider's own system, which gives no care before.
 */
export class CareConsentGiven {
  static readonly type = 'consent.care-consent-given.v1';
  @Id() readonly planId!: string;
  @Count() readonly versionNo!: number;
}

/** The person withdrew their consent to care under a plan, or to some actions of it. */
export class CareConsentWithdrawn {
  static readonly type = 'consent.care-consent-withdrawn.v1';
  @Id() readonly planId!: string;
  @InstantField() readonly withdrawnAt!: string;
  @Sealed() @Scope() readonly scope!: 'whole' | readonly string[];
  @Sealed() @Code(SIGNING_MODES) readonly mode!: string;
  @Sealed() @Nested(() => Party, { optional: true }) readonly by?: Party;
  /** Which of the person's withdrawals under this plan it is, counted from 1. */
  @Sealed() @Count({ optional: true }) readonly withdrawalNo?: number;
}

/** The person consents again to care under a plan, or to some actions of it. */
export class CareConsentRestored {
  static readonly type = 'consent.care-consent-restored.v1';
  @Id() readonly planId!: string;
  @InstantField({ optional: true }) readonly restoredAt?: string;
  @Sealed() @Scope() readonly scope!: 'whole' | readonly string[];
  /** It restores what was withdrawn up to this one, and nothing later. */
  @Sealed() @Count({ optional: true }) readonly withdrawalsKnown?: number;
}

/** Somebody was put on the person's involvement register. */
export class ContactNamed extends Contact {
  static readonly type = 'consent.contact-named.v1';
}

/** In what somebody is involved was changed. */
export class InvolvementChanged extends Contact {
  static readonly type = 'consent.involvement-changed.v1';
}

/** Somebody is no longer involved. */
export class InvolvementWithdrawn {
  static readonly type = 'consent.involvement-withdrawn.v1';
  @Sealed() @Id() readonly contactId!: string;
  /** In what they were involved. */
  @Sealed() @Codes(INVOLVEMENT_SCOPES) readonly scopes!: readonly string[];
  /** Who withdrew it. */
  @Sealed() @Id() readonly by!: string;
}

/** A plan, or parts of it, was shown to somebody outside. */
export class DisclosureMade {
  static readonly type = 'consent.disclosure-made.v1';
  @Id() readonly disclosureId!: string;
  @Sealed() @Id() readonly recipientId!: string;
  @Sealed() @Words() readonly role!: string;
  @Sealed() @Id() readonly planId!: string;
  @Sealed() @Count() readonly versionNo!: number;
  /** `plan`, or the sections that were shown. */
  @Sealed() @Names() readonly fields!: readonly string[];
  @Sealed() @InstantField() readonly preparedOn!: string;
  /** On what it rests; not on what was stored before that was published. */
  @Sealed() @OpenCode({ optional: true }) readonly basis?: string;
}

/** The person has the processing of sections of their plans restricted: they are stored, and shown to few. */
export class ProcessingRestricted {
  static readonly type = 'consent.processing-restricted.v1';
  /** The data request that it was decided on. */
  @Id() readonly requestId!: string;
  @InstantField() readonly restrictedAt!: string;
  /** The sections, by name. */
  @Sealed() @Names() readonly fields!: readonly string[];
}

/** A restriction of processing was lifted. */
export class ProcessingRestrictionLifted {
  static readonly type = 'consent.processing-restriction-lifted.v1';
  /** The data request that it was decided on. */
  @Id() readonly requestId!: string;
  /** Since when it had held. */
  @InstantField() readonly restrictedAt!: string;
  @InstantField() readonly liftedAt!: string;
}

/** An inspector may read the records of an organisation, or of one of its services, for a time. */
export class InspectionGranted {
  static readonly type = 'consent.inspection-granted.v1';
  @Id() readonly inspectionId!: string;
  @InstantField() readonly from!: string;
  @InstantField() readonly to!: string;
  @Sealed() @Id() readonly inspectorId!: string;
  @Sealed() @Id() readonly organisationId!: string;
  @Sealed() @Id({ optional: true }) readonly serviceId?: string;
  @Sealed() @Words() readonly regulator!: string;
}
