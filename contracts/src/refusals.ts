import { wordsOf, type Fault } from './faults.js';
import { isId } from './fields.js';

/** Every code the platform refuses with: HTTP status, and a title that says what to do (model §15). Codes never change. */
export const REFUSALS = {
  UNAUTHENTICATED: [401, 'Sign in: a valid bearer token is needed'],
  METHOD_NOT_ALLOWED: [405, 'Method not allowed'],
  TOO_SLOW: [408, 'The request did not arrive in time: send it again'],
  TOO_LARGE: [413, 'The body is too large'],
  MEDIA_TYPE_UNSUPPORTED: [415, 'Unsupported media type; send application/json'],
  TOO_MANY_REQUESTS: [429, 'Slow down and try again'],
  HEADERS_TOO_LARGE: [431, 'The headers are too large'],
  INTERNAL: [500, 'Something broke on our side'],
  TIMED_OUT: [
    503,
    'The request took too long; nothing can be said of its outcome: send it again with the same Idempotency-Key',
  ],
  UNAVAILABLE: [503, 'The service is away for a moment: send the same request again, with the same Idempotency-Key'],
  RECORD_DAMAGED: [
    503,
    'A stored event of this record cannot be read: nothing of it is shown or changed until an operator has restored it',
  ],
  WRITES_REFUSED: [503, 'Writing is switched off until an operator has looked'],
  MALFORMED: [400, 'Invalid request'],
  KNOWN_AT_FUTURE: [400, 'knownAt lies in the future'],
  POSITION_UNKNOWN: [400, 'A position is not one of ours, or too old: send the request without it'],
  CURSOR_UNKNOWN: [400, 'The cursor is not one of ours: begin again without it'],
  ROLE_NOT_PERMITTED: [403, 'Your role may not do this'],
  SCOPE_MISSING: [403, 'The token does not have the scope that this needs: ask for it when you get the token'],
  NOT_QUALIFIED: [403, 'A qualification is missing for this'],
  SYSTEM_CANNOT_DECIDE: [403, 'A named human decides this'],
  PROCESSING_RESTRICTED: [403, 'The person had the processing of this restricted: ask the data protection officer'],
  NOT_FOUND: [404, 'Not found, or not visible to you'],
  NO_VERSION_IN_FORCE: [404, 'No version was in force then'],
  PERSON_EXISTS: [409, 'A person with this identifier is already registered'],
  DUPLICATE_LIKELY: [
    409,
    'Somebody of this name and date of birth may already be known: look, or ask the council; if they are another person, say so with notSameAs and a reason',
  ],
  CASE_EXISTS: [409, 'The person already has an open case'],
  STATE_CONFLICT: [409, 'The record is not in a state that allows this'],
  ENDPOINT_LIMIT: [409, 'A provider has at most five endpoints: remove one first'],
  IDEMPOTENCY_MISMATCH: [409, 'This Idempotency-Key was used with another body: choose a new key'],
  COORDINATOR_HAS_OPEN_CASES: [409, 'Reallocate the open cases first'],
  CONTENT_ERASED: [410, 'The content was lawfully destroyed'],
  NOT_YET_KNOWN: [503, 'What you wait for has not arrived yet; nothing was decided: try again'],
  STALE_VERSION: [412, 'The record has changed: read it again'],
  IF_MATCH_REQUIRED: [428, 'Send If-Match with the ETag that you read'],
  ENDPOINT_UNVERIFIED: [
    422,
    'The endpoint did not send the challenge back: let it answer with a status of 2xx and the challenge in its body',
  ],
  ENDPOINT_URL_REFUSED: [
    422,
    'Nothing is sent to this address: use a public address of https, without user and password',
  ],
  PLAN_REQUIRED: [422, 'A published plan is needed first'],
  ASSESSMENT_REQUIRED: [422, 'A completed assessment is needed first'],
  FILE_NOT_READY: [422, 'Parts of the file are still missing'],
  NEEDS_EMPTY: [422, 'Record at least one need'],
  NEED_UNADDRESSED: [422, 'Each need wants an action, or a reason for none'],
  ACTION_INCOMPLETE: [422, 'An action lacks how, when or by whom'],
  GOAL_NOT_AGREED: [422, 'A goal has not been agreed with the person'],
  GOAL_METHOD_REQUIRED: [422, 'Say how the goal will be reached'],
  TIMESCALE_INVALID: [422, 'A date or time is missing, out of order or out of range'],
  RESPONSIBLE_REQUIRED: [422, 'Say who is responsible'],
  PREFERENCE_TOPIC_BLANK: [422, 'Answer each standard topic, or say why it is not appropriate'],
  PREFERENCE_UNADDRESSED: [422, 'Link each preference to an action, or give the reason it is not met'],
  SECTION_MISSING: [422, 'A required section is missing'],
  DOMAIN_MISSING: [422, 'A domain has not been covered'],
  STEP_REQUIRED: [422, 'An outcome needs a first step'],
  WHAT_MATTERS_REQUIRED: [422, 'Say what matters to the person'],
  MINIMUM_INVOLVEMENT: [422, 'Record how the person helped to identify the outcomes'],
  RISK_NOT_ON_PLAN: [422, 'A risk assessment is not linked to the plan'],
  RESTRICTION_OMITTED: [422, 'An active restriction is left out'],
  RECOMMENDATION_UNMAPPED: [422, 'Map each recommendation, or say why it is not followed'],
  CORRECTION_CHANGES_CARE: [422, 'A correction sets right facts only: amend the plan to change care'],
  EFFECTIVE_BEFORE_CONSENT: [422, 'A version cannot take effect before it was agreed'],
  BOTH_PLANS_REQUIRED: [422, 'Both plans change together, or neither'],
  ADVISER_REQUIRED: [422, 'Name who advised the change'],
  NOT_AGREED: [422, 'Only agreed plans are copied'],
  HANDOVER_PLAN_REQUIRED: [422, 'A handover carries a published council plan'],
  CONSENT_REQUIRED: [422, 'Consent is needed'],
  RISK_CONSENT_REQUIRED: [422, 'The person has not agreed to a linked risk assessment'],
  SIGNATURE_MISSING: [422, 'A required signature is missing'],
  SIGNED_DATE_INVALID: [422, 'The signing date cannot be right'],
  JURISDICTION_UNKNOWN: [422, 'Register the organisation first: it says whose law applies'],
  SAME_SIGNATORY: [422, 'These signatures must come from different people'],
  WITNESS_REQUIRED: [422, 'This way of agreeing needs a witness'],
  FORMAT_NOT_PROVIDED: [422, 'The person was not shown a format that they asked for'],
  HASH_MISMATCH: [422, 'The content has changed since it was sent for signature'],
  PERSON_DECIDES: [422, 'The person decides this for themselves'],
  CAPACITY_FINDING_REQUIRED: [422, 'A current capacity finding for this decision is needed'],
  FUNCTIONAL_TEST_REQUIRED: [422, 'State which ability to decide is lacking'],
  SUPPORT_NOT_TRIED: [422, 'Record the help that was given to decide'],
  AUTHORITY_UNVERIFIED: [422, 'The authority has not been checked'],
  AUTHORITY_NOT_REGISTERED: [422, 'The authority is not registered'],
  AUTHORITY_WRONG_TYPE: [422, 'This kind of authority does not cover care'],
  AUTHORITY_SCOPE: [422, 'The authority does not cover this decision'],
  AUTHORITY_ENDED: [422, 'The authority has ended'],
  REPRESENTATIVE_DECIDES: [422, 'The lawful representative decides this'],
  REPRESENTATIVE_NOT_INVOLVED: [422, 'Record how the lawful representative was involved'],
  JOINT_SIGNATURE_PENDING: [422, 'The others who act jointly have not signed'],
  CONSULTATION_REQUIRED: [422, 'Record whom you consulted, or why nobody'],
  BEST_INTERESTS_REQUIRED: [422, 'A best-interests decision is needed'],
  BI_FACTOR_MISSING: [422, 'A best-interests factor is missing'],
  AWI_PRINCIPLE_MISSING: [422, 'A principle of the Adults with Incapacity Act is missing'],
  IMCA_REQUIRED: [422, 'Refer to an independent mental capacity advocate first'],
  PERMISSION_REQUIRED: [422, 'The person has not permitted this'],
  MANAGEMENT_PLAN_REQUIRED: [422, 'A risk needs a management plan'],
  WEIGHING_INCOMPLETE: [422, 'Weigh both benefits and possible harm'],
  CONTROL_REQUIRED: [422, 'Give a control, or say why none is reasonable'],
  FRAMEWORK_REQUIRED: [422, 'This provider uses the positive risk framework'],
  AUTHORISATION_REQUIRED: [422, 'A restriction needs an authorisation or consent'],
  TOPIC_MISSING: [422, 'A topic has not been considered'],
  OUTCOME_NOT_CONSIDERED: [422, 'An open outcome has not been considered'],
  PERSON_NOT_REPRESENTED: [422, 'Neither the person nor their views were there'],
  BRIEFING_OUTSTANDING: [422, 'Brief those concerned first'],
  REASON_NOT_ALLOWED: [422, 'This reason does not allow it'],
  ALL_CARE_GIVEN_ONLY: [422, 'Say what happened: a blanket phrase is not a record'],
  DAILY_COMMENT_REQUIRED: [422, 'A day needs a comment on wellbeing and one on activity'],
  REASON_REQUIRED: [422, 'Give a reason'],
  CHANGES_REQUIRED: [422, 'Say what is to change, and to what'],
  FUTURE_DATE: [422, 'This lies in the future'],
  FORMAT_NOT_AGREED: [422, 'Record in the format agreed for this person'],
  COORDINATOR_REQUIRED: [422, 'Name a care co-ordinator'],
  RISK_REFERENCE_REQUIRED: [422, 'Refer to a risk assessment'],
  LEVEL_NOT_IN_REGION: [422, 'The region has no such level on that date'],
  OVERRIDE_REASON_REQUIRED: [422, 'Give a reason for departing from the leaning'],
  INDICATORS_STALE: [422, 'Record a new indicator profile: this one is older than 28 days'],
  ASSESSMENT_AND_REVIEW_REQUIRED: [422, 'Cite a completed assessment and a closed review'],
  CRISIS_PLAN_REQUIRED: [422, 'This level needs a crisis plan'],
  DISCHARGE_INCOMPLETE: [422, 'Something is missing before discharge'],
  REGION_PERIOD_OVERLAP: [422, 'The periods of a region may not overlap'],
  DISCLOSURE_BASIS_REQUIRED: [422, 'Give the basis of the disclosure'],
  SHARE_SCOPE_REQUIRED: [422, 'Name the fields to share'],
  RETENTION_NOT_EXPIRED: [422, 'The retention period has not run'],
  LEGAL_HOLD: [422, 'A hold is in place'],
  PERSON_ALIVE: [422, 'Nothing is destroyed in life'],
  SECOND_APPROVER_REQUIRED: [422, 'A second, different approver is needed'],
  ACCESS_NOTICE_REQUIRED: [422, 'Record that the person was told they can always see their plan'],
  ADVOCATE_REQUIRED: [422, 'Offer an advocate first'],
  ADVICE_REQUIRED: [422, 'Record the written advice that was given, where no need is eligible'],
  AUTHORISATION_TERM_INVALID: [422, 'The term of the authorisation cannot be right'],
  AUTHORISATION_WRONG_SCHEME: [422, 'This scheme does not apply in this setting'],
  BUDGET_MISMATCH: [422, 'The parts do not add up to the total'],
  CONTINGENCY_REQUIRED: [422, 'Say what happens when things change'],
  DEATH_EVIDENCE_REQUIRED: [422, 'A death certificate is needed'],
  DIRECT_ATTEMPT_REQUIRED: [422, 'Try with the person first'],
  DISCUSSION_REQUIRED: [422, 'Record the discussion with the person'],
  DPO_REQUIRED: [422, 'The data protection officer decides this'],
  FINDINGS_INCOMPLETE: [422, 'A list of findings is empty: record one, or that there is none and why'],
  GUIDELINE_REQUIRED: [422, 'Name the guideline, or say why there is none'],
  INVOLVEMENT_REQUIRED: [422, 'Record how the person was involved'],
  KEYWORKER_REQUIRED: [422, 'Assign a keyworker first'],
  LIMITS_REQUIRED: [422, 'State the limits of the service'],
  PERSONS_VIEW_REQUIRED: [422, "Put the person's own view first"],
  PROFESSIONAL_REQUIRED: [422, 'Name a professional'],
  PROFILE_UNKNOWN: [422, 'There is no such jurisdiction profile'],
  PROVISION_REQUIRED: [422, 'Record the provision agreed'],
  PURPOSE_REQUIRED: [422, 'Record the purpose of the care'],
  REFERENCE_NOT_FOUND: [422, 'A reference points to nothing'],
  REGISTRATION_REQUIRED: [422, 'The service has no registration number'],
  RESPONSIBILITIES_REQUIRED: [422, 'State what the service is responsible for'],
  RESTRICTION_UNJUSTIFIED: [422, 'Justify the restriction'],
  RISK_REQUIRED: [422, 'A risk assessment is needed'],
  RISK_SUPPORT_REQUIRED: [422, 'Record how the person was helped to weigh the risk'],
  S25_CONTENT_MISSING: [422, 'Content that the Care Act requires is missing'],
  TRAINING_REQUIRED: [422, 'Train this member of staff, or name a supervisor'],
} as const satisfies Record<string, readonly [number, string]>;

export type RefusalCode = keyof typeof REFUSALS;

/** The codes of rules; what is wrong with a request's form is said by faults. */
export type RuleCode = Exclude<RefusalCode, 'MALFORMED'>;

export function isRuleCode(code: unknown): code is RuleCode {
  return typeof code === 'string' && code !== 'MALFORMED' && Object.hasOwn(REFUSALS, code);
}

/** A rule said no. Coded, and without personal content: `items` names members, topics and ids, never words of a record. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: RefusalCode,
    readonly items: readonly string[] = [],
    readonly detail?: string,
    /** People of whom it tells besides the one whose record is addressed: it stands in their access logs too. */
    readonly about: readonly string[] = [],
  ) {
    super(code);
  }
}

export function refuse(
  code: RuleCode,
  items: readonly string[] = [],
  detail?: string,
  about: readonly string[] = [],
): never {
  throw new Refusal(code, items, detail, about);
}

/** A request is not in the form that it must have: its items are its faults in words. */
export class Malformed extends Refusal {
  constructor(
    readonly faults: readonly Fault[],
    detail?: string,
  ) {
    super('MALFORMED', faults.map(wordsOf), detail);
  }
}

/** Refuses a request for its form, naming each fault. */
export function malformed(...faults: readonly Fault[]): never {
  throw new Malformed(faults);
}

/** A short code that ends in a number: `A2`, `bath-1`. */
const SHORT_CODE = /^[A-Za-z][A-Za-z-]{0,8}\d{1,3}$/;

/**
 * Names what a list of a request points to in vain, as items of a refusal: an id as it was sent, anything else by its place
 * (`scope.0`), because a client may have put anybody's words where an id belongs.
 */
export function unknownItems(
  member: string,
  sent: readonly string[],
  isKnown: (id: string) => boolean,
): readonly string[] {
  return sent.flatMap((id, index) =>
    isKnown(id) ? [] : [isId(id) || SHORT_CODE.test(id) ? id : `${member}.${index}`],
  );
}
