/** Codes of the domain (model §1–13), as data: the type and the list of values are one thing. */
export const GROUPS = [
  'physicalDisability',
  'sensoryDisability',
  'learningDisability',
  'olderPerson',
  'mentalHealth',
] as const;
export const FUNDING_ROUTES = ['council', 'private', 'nhs', 'mixed'] as const;
export const ORGANISATION_KINDS = ['council', 'provider', 'trust', 'regulator', 'other'] as const;
export const SETTINGS = ['careHome', 'careAtHome', 'community', 'inpatient'] as const;
export const JURISDICTIONS = ['ENG', 'SCO', 'WAL'] as const;
export type Jurisdiction = (typeof JURISDICTIONS)[number];
export const ASSESSMENT_KINDS = [
  'councilNeeds',
  'carers',
  'provider',
  'cpa',
  'hospitalDischarge',
  'emergencyFollowUp',
  'reassessment',
] as const;
export const FINDING_CATEGORIES = [
  'need',
  'strength',
  'ability',
  'aspiration',
  'preference',
  'risk',
  'environment',
  'futureNeed',
] as const;
export const SOURCE_TYPES = [
  'priorPlanSummary',
  'providerAssessment',
  'cpaPlan',
  'dischargeDocument',
  'professionalReport',
] as const;
export const FORMATS = [
  'standard',
  'plainEnglish',
  'easyRead',
  'largePrint',
  'translated',
  'pictorial',
  'talkingMat',
  'audio',
  'braille',
  'bslVideo',
] as const;
export const PARTY_KINDS = [
  'person',
  'staff',
  'carer',
  'family',
  'professional',
  'organisation',
  'nonCareStaff',
] as const;
export const PLAN_KINDS = ['localAuthority', 'provider', 'cpa'] as const;
export const RULE_PACKS = ['CITY', 'CPA'] as const;
/** The ten standard preference topics (CITY-15 to CITY-24). */
export const PREFERENCE_TOPICS = [
  'wakingAndRising',
  'meals',
  'morning',
  'afternoon',
  'evening',
  'bedtime',
  'hygiene',
  'medicationAndHealth',
  'activitiesAndPeople',
  'likesAndDislikes',
] as const;
export const LIFE_DOMAINS = ['health', 'social', 'family', 'mentalHealth', 'culture', 'spirituality'] as const;
export const SIGNING_MODES = ['signed', 'eSigned', 'verbal', 'gesture', 'signLanguage', 'pictorial', 'audio'] as const;
export const INVOLVEMENT_SCOPES = ['drawingUp', 'implementing', 'review', 'copies', 'readPlan'] as const;
export const REVIEW_TYPES = [
  'planningMeeting',
  'firstWeek',
  'firstMonth',
  'formal',
  'requested',
  'significantChange',
  'cpa',
  'council',
  'restriction',
] as const;
export const REVIEW_OUTCOMES = [
  'noChange',
  'amend',
  'increase',
  'reduce',
  'changeType',
  'endService',
  'reassess',
] as const;
/** How an outcome or a goal is coming on, as a review finds it. */
export const OUTCOME_PROGRESS = ['achieved', 'progressing', 'noChange', 'worse', 'abandoned'] as const;
export const REVIEW_TOPICS = [
  'appropriateness',
  'feasibility',
  'riskOutcomes',
  'roles',
  'timescales',
  'newInformation',
  'changesInNeeds',
  'changesInAbilities',
  'changesInAspirations',
  'achievements',
  'newGoals',
  'outcomesMet',
  'working',
  'notWorking',
  'purpose',
  'provision',
  'legalStatus',
  'expectations',
] as const;
/** What may come of a risk that was taken (model §3.3). */
export const RISK_OUTCOMES = ['benefit', 'noEffect', 'harm', 'nearMiss'] as const;
/** Under which a restriction may be authorised (model §3.3). */
export const RESTRICTION_SCHEMES = ['DoLS', 'courtOrder', 'LPS', 'AWI', 'MHA', 'MHCT', 'consented'] as const;
export const CPA_LEVELS = ['undecided', 'standard', 'enhanced', 'complex', 'notApplicable'] as const;
export const REGION_SCHEMES = ['twoLevel', 'singleComplex', 'communityFramework', 'walesCtp'] as const;
export const INDICATORS = ['S1', 'S2', 'S3', 'S4', 'S5', 'E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7'] as const;
export const INDICATOR_ANSWERS = ['met', 'notMet', 'unknown'] as const;
export const EXCEPTION_REASONS = [
  'declined',
  'asleep',
  'unwell',
  'absent',
  'noStaff',
  'equipment',
  'unsafe',
  'other',
] as const;
/** Why a person may have the processing of their data restricted (UK GDPR art 18(1)). */
export const RESTRICTION_GROUNDS = ['accuracyContested', 'unlawful', 'neededForClaims', 'objectionPending'] as const;
/**
 * Bases of a disclosure for which restricted data may be used all the same (UK GDPR art 18(2)): legal claims, the rights of another
 * person, important public interest; and somebody's life.
 */
export const BASES_DESPITE_RESTRICTION: readonly string[] = [
  'courtOrder',
  'safeguarding',
  'vitalInterests',
  'publicInterest',
];
/** On what a plan may be disclosed to somebody outside (CPA-57). */
export const DISCLOSURE_BASES = [
  'personsPermission',
  'bestInterests',
  'courtOrder',
  'statutoryDuty',
  'safeguarding',
  'vitalInterests',
  'publicInterest',
] as const;
