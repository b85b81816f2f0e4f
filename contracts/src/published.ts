import type { ContractType, MembersOf } from './contracts.js';

/** What a published contract promises: which members travel in the clear, and which under the person's key (architecture §8). */
export interface PublishedContract {
  /** Ids, version and notice numbers, instants, salted hashes, codes that tell nothing of health, consent or capacity. */
  readonly clear: readonly string[];
  readonly sealed: readonly string[];
}

/** The names in a list that is written with spaces between them. */
type Names<List extends string> = List extends `${infer First} ${infer Rest}`
  ? First | Names<Rest>
  : List extends ''
    ? never
    : List;

/** Remembers its names as types, so that a contract's list and its type in `events.ts` cannot differ. */
interface Promised<Clear extends string, Sealed extends string> extends PublishedContract {
  readonly names?: (clear: Clear, sealed: Sealed) => readonly [Clear, Sealed];
}

function of<const Clear extends string, const Sealed extends string = ''>(
  clear: Clear,
  sealed?: Sealed,
): Promised<Names<Clear>, Names<Sealed>> {
  return {
    clear: clear.split(' ').filter((name) => name !== ''),
    sealed: (sealed ?? '').split(' ').filter((name) => name !== ''),
  };
}

/**
 * Every contract that a service publishes, by type. A member may be added (consumers are tolerant readers); anything else is a
 * `.v2`. The committed lock holds a hash of each, and the relay refuses to publish what is not promised here.
 */
const promised: { readonly [Type in ContractType]: Promised<MembersOf<Type, 'clear'>, MembersOf<Type, 'sealed'>> } = {
  'assessment.organisation-set.v1': of(
    'organisationId kind name jurisdiction councilOperated registrationNo logoRef services',
  ),
  'assessment.person-registered.v1': of(
    '',
    'groups firstLanguage fundingRoute homeRegionCode dateOfBirth birth name registeredBy',
  ),
  'assessment.person-birth-corrected.v1': of('', 'dateOfBirth birth'),
  'assessment.communication-needs-recorded.v1': of('', 'needs preferredLanguage formats methods'),
  'assessment.eligibility-decided.v1': of('assessmentId', 'eligible needIds'),
  'assessment.personal-outcome-identified.v1': of('assessmentId outcomeId'),
  'assessment.assessment-completed.v1': of(
    'assessmentId version completedAt needIds outcomeIds',
    'kind coverage needs heldBy',
  ),
  'assessment.assessment-corrected.v1': of('assessmentId issue issues findingId effectiveFrom'),
  'assessment.handover-issued.v1': of('', 'handoverId providerId serviceId setting emergency reason respondBy planRef'),
  'assessment.handover-accepted.v1': of(
    '',
    'handoverId providerId serviceId setting emergency reason respondBy planRef keyworkerId plannedStart acceptedBy',
  ),
  'assessment.handover-returned.v1': of('', 'handoverId providerId'),
  'assessment.person-death-recorded.v1': of('', 'dateOfDeath evidence evidenceRef'),
  'care-plan.care-plan-opened.v1': of('planId', 'planKind organisationId rulePacks derivedFrom jurisdiction episodeId'),
  'care-plan.plan-drafted.v1': of('planId', 'actionIds'),
  'care-plan.plan-version-proposed.v1': of(
    'planId proposalNo contentHash',
    'planKind organisationId rulePacks jurisdiction riskRefs effectiveFrom actionIds places cause causes',
  ),
  'care-plan.rendition-added.v1': of('planId proposalNo versionNo issueNo', 'format lang'),
  'care-plan.publication-refused.v1': of('planId proposalNo', 'code'),
  'care-plan.provisional-plan-published.v1': of(
    'planId versionNo contentHash effectiveFrom',
    'planKind organisationId consentBasis holdings actionIds',
  ),
  'care-plan.plan-version-published.v1': of(
    'planId versionNo proposalNo contentHash effectiveFrom supersedesVersionNo',
    'planKind organisationId signOffId cause causes outcomeIds achievedIds needIds actionIds holdings provision needs',
  ),
  'care-plan.plan-replaced.v1': of(
    'planId versionNo replacesVersionNo contentHash',
    'planKind organisationId amendmentsFolded',
  ),
  'care-plan.plan-profile-changed.v1': of('planId effectiveFrom', 'organisationId profile'),
  'care-plan.plan-version-superseded.v1': of('planId versionNo supersededBy supersededAt'),
  'care-plan.plan-correction-recorded.v1': of('planId issues correctionId'),
  'care-plan.plan-suspended.v1': of('planId', 'scope cause'),
  'care-plan.plan-resumed.v1': of('planId', 'scope causes'),
  'care-plan.care-plan-closed.v1': of('planId closedAt', 'organisationId reason'),
  'care-plan.service-agreement-made.v1': of(
    'episodeId agreedAt',
    'providerId serviceId serviceType setting commissioner councilOperated jurisdiction handoverId',
  ),
  'care-plan.care-team-assigned.v1': of('episodeId', 'organisationId serviceId keyworkerId members'),
  'care-plan.service-started.v1': of('episodeId startedAt', 'providerId emergency'),
  'care-plan.service-ended.v1': of('episodeId endedAt', 'providerId reason'),
  'care-plan.copy-issued.v1': of('planId copyId versionNo issueNo'),
  'care-plan.copy-acknowledged.v1': of('planId copyId at'),
  'care-plan.break-glass-opened.v1': of('until', 'userId organisationId reason'),
  'care-plan.person-refused-care.v1': of('entryId occurredAt', 'plannedActionId reviewOn organisationId'),
  'care-plan.exception-recorded.v1': of('entryId occurredAt', 'plannedActionId reasonCode'),
  'care-plan.care-given-without-consent.v1': of('entryId occurredAt', 'plannedActionId'),
  'risk.risk-assessed.v1': of(
    'riskId version contentHash',
    'planId organisationId actionIds conclusion reviewOn domain hazard managementPlan',
  ),
  'risk.risk-outcome-recorded.v1': of('riskId', 'reviewId outcome narrative'),
  'risk.risk-closed.v1': of('riskId'),
  'risk.restriction-consent-asked.v1': of('restrictionId askNo contentHash'),
  'risk.restriction-authorised.v1': of('restrictionId from to', 'scheme authorityRef conditions urgent measure'),
  'risk.restriction-expired.v1': of('restrictionId expiredAt'),
  'risk.restriction-withheld.v1': of('restrictionId withheldAt'),
  'risk.restriction-ended.v1': of('restrictionId endedAt', 'reason'),
  'review.training-recorded.v1': of('', 'course completedOn expiresOn organisationId'),
  'review.obligation-created.v1': of('obligationId planId kind dueAt opensAt'),
  'review.obligation-met.v1': of('obligationId planId kind metAt late'),
  'review.obligation-missed.v1': of('obligationId planId kind dueAt'),
  'review.obligation-cancelled.v1': of('obligationId planId kind'),
  'review.review-requested.v1': of('planId'),
  'review.significant-change-reported.v1': of('planId', 'domain noticedOn'),
  'review.review-scheduled.v1': of('reviewId planId at', 'reviewType'),
  'review.review-outcome-agreed.v1': of('reviewId planId planVersionReviewed', 'outcome changes'),
  'review.risk-outcomes-reviewed.v1': of('reviewId', 'outcomes'),
  'review.review-closed.v1': of('reviewId planId heldAt closedAt', 'reviewType outcome achieved considered wholePlan'),
  'consent.sign-off-requested.v1': of('signOffId subjectId proposalNo contentHash lapsesAt', 'subject'),
  'consent.sign-off-completed.v1': of(
    'signOffId subjectId proposalNo contentHash completedAt',
    'subject legalBasis scope withdrawalsKnown',
  ),
  'consent.sign-off-refused.v1': of('signOffId subjectId proposalNo', 'subject'),
  'consent.sign-off-voided.v1': of('signOffId subjectId proposalNo', 'subject reason'),
  'consent.sign-off-lapsed.v1': of('signOffId subjectId proposalNo', 'subject'),
  'consent.signed-consent-withdrawn.v1': of('signOffId subjectId proposalNo withdrawnAt', 'subject mode by'),
  'consent.care-consent-given.v1': of('planId versionNo'),
  'consent.care-consent-withdrawn.v1': of('planId withdrawnAt', 'scope mode by withdrawalNo'),
  'consent.care-consent-restored.v1': of('planId restoredAt', 'scope withdrawalsKnown'),
  'consent.contact-named.v1': of('', 'contactId name kind role scopes byPerson basis'),
  'consent.involvement-changed.v1': of('', 'contactId name kind role scopes byPerson basis'),
  'consent.involvement-withdrawn.v1': of('', 'contactId scopes by'),
  'consent.disclosure-made.v1': of('disclosureId', 'recipientId role planId versionNo fields preparedOn'),
  'consent.inspection-granted.v1': of('inspectionId from to', 'inspectorId organisationId serviceId regulator'),
  'cpa-coordination.cpa-case-opened.v1': of(
    'caseId',
    'coordinatorId teamId teamSetting organisationId regionCode acceptedOn',
  ),
  'cpa-coordination.cpa-team-changed.v1': of('caseId', 'teamId teamSetting organisationId at'),
  'cpa-coordination.care-coordinator-reallocated.v1': of('caseId', 'fromUserId toUserId at interim'),
  'cpa-coordination.coordinator-deactivated.v1': of('', 'userId organisationId'),
  'cpa-coordination.cpa-level-decided.v1': of('caseId', 'from to effectiveFrom reviewId emergency rationale'),
  'cpa-coordination.contact-lapsed.v1': of('caseId', 'failures'),
  'cpa-coordination.cpa-case-closed.v1': of('caseId'),
};

export const PUBLISHED: Readonly<Record<string, PublishedContract>> = promised;

/** JSON Schema 2020-12 of one contract's data: the members it may have in each part. */
export function contractSchema(type: string): object {
  const contract = PUBLISHED[type];
  if (contract === undefined) throw new RangeError(`${type} is not a published contract`);
  const part = (names: readonly string[]): object => ({
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, true])),
    additionalProperties: false,
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `https://carethread.invalid/contracts/${type}`,
    title: type,
    type: 'object',
    required: ['clear'],
    properties: { clear: part(contract.clear), sealed: part(contract.sealed) },
  };
}

/** Members of a contract that its type does not promise; empty where all is well. */
export function unpromised(type: string, clear: object, sealed: object = {}): readonly string[] {
  const contract = PUBLISHED[type];
  if (contract === undefined) return [type];
  return [
    ...Object.keys(clear)
      .filter((name) => !contract.clear.includes(name))
      .map((name) => `clear.${name}`),
    ...Object.keys(sealed)
      .filter((name) => !contract.sealed.includes(name))
      .map((name) => `sealed.${name}`),
  ];
}
