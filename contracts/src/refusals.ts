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
  NOT_QUALIFIED: [403, 'A qualification is missing for this'],
  SYSTEM_CANNOT_DECIDE: [403, 'A named human decides this'],
  NOT_FOUND: [404, 'Not found, or not visible to you'],
  NO_VERSION_IN_FORCE: [404, 'No version was in force then'],
  PERSON_EXISTS: [409, 'A person with this identifier is already registered'],
  CASE_EXISTS: [409, 'The person already has an open case'],
  STATE_CONFLICT: [409, 'The record is not in a state that allows this'],
  IDEMPOTENCY_MISMATCH: [409, 'This Idempotency-Key was used with another body: choose a new key'],
  COORDINATOR_HAS_OPEN_CASES: [409, 'Reallocate the open cases first'],
  CONTENT_ERASED: [410, 'The content was lawfully destroyed'],
  NOT_YET_KNOWN: [503, 'What you wait for has not arrived yet; nothing was decided: try again'],
  STALE_VERSION: [412, 'The record has changed: read it again'],
  IF_MATCH_REQUIRED: [428, 'Send If-Match with the ETag that you read'],
  ...unprocessable({
    PLAN_REQUIRED: 'A published plan is needed first',
    ASSESSMENT_REQUIRED: 'A completed assessment is needed first',
    FILE_NOT_READY: 'Parts of the file are still missing',
    NEEDS_EMPTY: 'Record at least one need',
    NEED_UNADDRESSED: 'Each need wants an action, or a reason for none',
    ACTION_INCOMPLETE: 'An action lacks how, when or by whom',
    GOAL_NOT_AGREED: 'A goal has not been agreed with the person',
    GOAL_METHOD_REQUIRED: 'Say how the goal will be reached',
    TIMESCALE_INVALID: 'A goal needs a target or review date on or after the plan begins',
    RESPONSIBLE_REQUIRED: 'Say who is responsible',
    PREFERENCE_TOPIC_BLANK: 'Answer each standard topic, or say why it is not appropriate',
    PREFERENCE_UNADDRESSED: 'Link each preference to an action, or give the reason it is not met',
    SECTION_MISSING: 'A required section is missing',
    DOMAIN_MISSING: 'A domain has not been covered',
    STEP_REQUIRED: 'An outcome needs a first step',
    WHAT_MATTERS_REQUIRED: 'Say what matters to the person',
    MINIMUM_INVOLVEMENT: 'Record how the person helped to identify the outcomes',
    RISK_NOT_ON_PLAN: 'A risk assessment is not linked to the plan',
    RESTRICTION_OMITTED: 'An active restriction is left out',
    RECOMMENDATION_UNMAPPED: 'Map each recommendation, or say why it is not followed',
    CORRECTION_CHANGES_CARE: 'A correction sets right facts only: amend the plan to change care',
    EFFECTIVE_BEFORE_CONSENT: 'A version cannot take effect before it was agreed',
    BOTH_PLANS_REQUIRED: 'Both plans change together, or neither',
    ADVISER_REQUIRED: 'Name who advised the change',
    NOT_AGREED: 'Only agreed plans are copied',
    HANDOVER_PLAN_REQUIRED: 'A handover carries a published council plan',
    CONSENT_REQUIRED: 'Consent is needed',
    RISK_CONSENT_REQUIRED: 'The person has not agreed to a linked risk assessment',
    SIGNATURE_MISSING: 'A required signature is missing',
    SIGNED_DATE_INVALID: 'The signing date cannot be right',
    JURISDICTION_UNKNOWN: 'Register the organisation first: it says whose law applies',
    SAME_SIGNATORY: 'These signatures must come from different people',
    WITNESS_REQUIRED: 'This way of agreeing needs a witness',
    FORMAT_NOT_PROVIDED: 'The person was not shown a format that they asked for',
    HASH_MISMATCH: 'The content has changed since it was sent for signature',
    PERSON_DECIDES: 'The person decides this for themselves',
    CAPACITY_FINDING_REQUIRED: 'A current capacity finding for this decision is needed',
    FUNCTIONAL_TEST_REQUIRED: 'State which ability to decide is lacking',
    SUPPORT_NOT_TRIED: 'Record the help that was given to decide',
    AUTHORITY_UNVERIFIED: 'The authority has not been checked',
    AUTHORITY_NOT_REGISTERED: 'The authority is not registered',
    AUTHORITY_WRONG_TYPE: 'This kind of authority does not cover care',
    AUTHORITY_SCOPE: 'The authority does not cover this decision',
    AUTHORITY_ENDED: 'The authority has ended',
    REPRESENTATIVE_DECIDES: 'The lawful representative decides this',
    REPRESENTATIVE_NOT_INVOLVED: 'Record how the lawful representative was involved',
    JOINT_SIGNATURE_PENDING: 'The others who act jointly have not signed',
    CONSULTATION_REQUIRED: 'Record whom you consulted, or why nobody',
    BEST_INTERESTS_REQUIRED: 'A best-interests decision is needed',
    BI_FACTOR_MISSING: 'A best-interests factor is missing',
    AWI_PRINCIPLE_MISSING: 'A principle of the Adults with Incapacity Act is missing',
    IMCA_REQUIRED: 'Refer to an independent mental capacity advocate first',
    PERMISSION_REQUIRED: 'The person has not permitted this',
    MANAGEMENT_PLAN_REQUIRED: 'A risk needs a management plan',
    WEIGHING_INCOMPLETE: 'Weigh both benefits and possible harm',
    CONTROL_REQUIRED: 'Give a control, or say why none is reasonable',
    FRAMEWORK_REQUIRED: 'This provider uses the positive risk framework',
    AUTHORISATION_REQUIRED: 'A restriction needs an authorisation or consent',
    TOPIC_MISSING: 'A topic has not been considered',
    OUTCOME_NOT_CONSIDERED: 'An open outcome has not been considered',
    PERSON_NOT_REPRESENTED: 'Neither the person nor their views were there',
    BRIEFING_OUTSTANDING: 'Brief those concerned first',
    REASON_NOT_ALLOWED: 'This reason does not allow it',
    ALL_CARE_GIVEN_ONLY: 'Say what happened: a blanket phrase is not a record',
    DAILY_COMMENT_REQUIRED: 'A day needs a comment on wellbeing and one on activity',
    REASON_REQUIRED: 'Give a reason',
    CHANGES_REQUIRED: 'Say what is to change, and to what',
    FUTURE_DATE: 'This lies in the future',
    FORMAT_NOT_AGREED: 'Record in the format agreed for this person',
    COORDINATOR_REQUIRED: 'Name a care co-ordinator',
    RISK_REFERENCE_REQUIRED: 'Refer to a risk assessment',
    LEVEL_NOT_IN_REGION: 'The region has no such level on that date',
    OVERRIDE_REASON_REQUIRED: 'Give a reason for departing from the leaning',
    INDICATORS_STALE: 'Record a new indicator profile: this one is older than 28 days',
    ASSESSMENT_AND_REVIEW_REQUIRED: 'Cite a completed assessment and a closed review',
    CRISIS_PLAN_REQUIRED: 'This level needs a crisis plan',
    DISCHARGE_INCOMPLETE: 'Something is missing before discharge',
    REGION_PERIOD_OVERLAP: 'The periods of a region may not overlap',
    DISCLOSURE_BASIS_REQUIRED: 'Give the basis of the disclosure',
    SHARE_SCOPE_REQUIRED: 'Name the fields to share',
    RETENTION_NOT_EXPIRED: 'The retention period has not run',
    LEGAL_HOLD: 'A hold is in place',
    PERSON_ALIVE: 'Nothing is destroyed in life',
    SECOND_APPROVER_REQUIRED: 'A second, different approver is needed',
    ACCESS_NOTICE_REQUIRED: 'Record that the person was told they can always see their plan',
    ADVOCATE_REQUIRED: 'Offer an advocate first',
    ADVICE_REQUIRED: 'Record the written advice that was given, where no need is eligible',
    AUTHORISATION_TERM_INVALID: 'The term of the authorisation cannot be right',
    AUTHORISATION_WRONG_SCHEME: 'This scheme does not apply in this setting',
    BUDGET_MISMATCH: 'The parts do not add up to the total',
    CONTINGENCY_REQUIRED: 'Say what happens when things change',
    DEATH_EVIDENCE_REQUIRED: 'A death certificate is needed',
    DIRECT_ATTEMPT_REQUIRED: 'Try with the person first',
    DISCUSSION_REQUIRED: 'Record the discussion with the person',
    DPO_REQUIRED: 'The data protection officer decides this',
    FINDINGS_INCOMPLETE: 'A list of findings is empty: record one, or that there is none and why',
    GUIDELINE_REQUIRED: 'Name the guideline, or say why there is none',
    INVOLVEMENT_REQUIRED: 'Record how the person was involved',
    KEYWORKER_REQUIRED: 'Assign a keyworker first',
    LIMITS_REQUIRED: 'State the limits of the service',
    PERSONS_VIEW_REQUIRED: "Put the person's own view first",
    PROFESSIONAL_REQUIRED: 'Name a professional',
    PROFILE_UNKNOWN: 'There is no such jurisdiction profile',
    PROVISION_REQUIRED: 'Record the provision agreed',
    PURPOSE_REQUIRED: 'Record the purpose of the care',
    REFERENCE_NOT_FOUND: 'A reference points to nothing',
    REGISTRATION_REQUIRED: 'The service has no registration number',
    RESPONSIBILITIES_REQUIRED: 'State what the service is responsible for',
    RESTRICTION_UNJUSTIFIED: 'Justify the restriction',
    RISK_REQUIRED: 'A risk assessment is needed',
    RISK_SUPPORT_REQUIRED: 'Record how the person was helped to weigh the risk',
    S25_CONTENT_MISSING: 'Content that the Care Act requires is missing',
    TRAINING_REQUIRED: 'Train this member of staff, or name a supervisor',
  }),
} as const satisfies Record<string, readonly [number, string]>;

function unprocessable<Codes extends Record<string, string>>(
  codes: Codes,
): { readonly [Code in keyof Codes]: readonly [422, string] } {
  return Object.fromEntries(Object.entries(codes).map(([code, title]) => [code, [422, title]])) as never;
}

export type RefusalCode = keyof typeof REFUSALS;

/** A rule said no. Coded, and without personal content: `items` names members, topics and ids, never words of a record. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: RefusalCode,
    readonly items: readonly string[] = [],
    readonly detail?: string,
  ) {
    super(code);
  }
}

export function refuse(code: RefusalCode, items: readonly string[] = [], detail?: string): never {
  throw new Refusal(code, items, detail);
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
