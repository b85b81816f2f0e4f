import type { Jurisdiction } from './kinds.js';

/** A jurisdiction's rules as data, one version of them (model §5). Periods are ISO 8601; `nWD` are working days. */
export interface Profile {
  readonly code: Jurisdiction;
  readonly version: number;
  /** In force from this date. */
  readonly from: string;
  readonly policy: { readonly title: string; readonly issued?: string; readonly reviewBy?: string };
  readonly laws: readonly string[];
  readonly regulator: string;
  readonly capacityLaw: string;
  /** Under which somebody is detained or treated without their consent: each is of its own jurisdictions alone. */
  readonly mentalHealthLaw: string;
  /** Under which a provider may ask for leave to deprive somebody of their liberty; absent where the law knows none. */
  readonly libertyScheme?: string;
  readonly signatories: { readonly plan: readonly string[]; readonly risk: readonly string[] };
  readonly gates: {
    readonly assessmentBeforeStart: boolean;
    readonly planBeforeStart: boolean;
    readonly fileBeforeStart: boolean;
  };
  readonly deadlines: Readonly<Record<string, string>>;
  readonly planName: string;
  /** After how many amendments a clean replacement of the plan is offered (ENG-142). */
  readonly cleanIssueAfter: number;
}

export const PROFILES: readonly Profile[] = [
  {
    code: 'ENG',
    version: 2,
    from: '2000-01-01',
    policy: { title: 'Care and Support Plans (England)', issued: '2022-03-12', reviewBy: '2024-03-11' },
    laws: [
      'Care Act 2014',
      'HSCA 2008 (Regulated Activities) Regulations 2014',
      'Mental Capacity Act 2005',
      'UK GDPR',
      'Data Protection Act 2018',
    ],
    regulator: 'CQC',
    capacityLaw: 'MCA2005',
    mentalHealthLaw: 'MHA1983',
    libertyScheme: 'DoLS',
    signatories: { plan: ['person'], risk: ['person'] },
    gates: { assessmentBeforeStart: true, planBeforeStart: true, fileBeforeStart: true },
    deadlines: {
      provisionalPlan: 'PT24H',
      firstWeekReview: 'P7D',
      firstMonthReview: 'P1M',
      firstPlanningMeeting: 'P7D',
      monthlyCheck: 'P1M',
      formalReview: 'P3M',
      councilReviewOpens: 'P6W',
      councilReview: 'P8W',
      councilReviewAgain: 'P12M',
      annualHealthCheckOffer: 'P12M',
      requestedReview: 'P14D',
      significantChangeReview: 'P7D',
      safetyChangeReview: 'PT24H',
      urgentConsentReview: 'PT72H',
      reviewClosure: '5WD',
    },
    planName: 'Care and support plan',
    cleanIssueAfter: 10,
  },
  {
    code: 'SCO',
    version: 1,
    from: '2000-01-01',
    policy: { title: 'Personal Care and Support Planning' },
    laws: [
      'SSI 2011/210 regulation 5',
      'Health and Social Care Standards 2017',
      'Adults with Incapacity (Scotland) Act 2000',
      'Adult Support and Protection (Scotland) Act 2007',
      'UK GDPR',
      'Data Protection Act 2018',
    ],
    regulator: 'Care Inspectorate',
    capacityLaw: 'AWI2000',
    mentalHealthLaw: 'MHCT2003',
    signatories: { plan: ['person', 'keyworker', 'manager'], risk: ['person'] },
    gates: { assessmentBeforeStart: true, planBeforeStart: false, fileBeforeStart: false },
    deadlines: {
      personalPlan: 'P28D',
      review: 'P6M',
      requestedReview: 'P14D',
      significantChangeReview: 'P7D',
      safetyChangeReview: 'PT24H',
      planUpdateAfterReview: '5WD',
      urgentConsentReview: 'PT72H',
      firstPlanningMeeting: 'P7D',
      provisionalPlan: 'PT24H',
      firstWeekReview: 'P7D',
      firstMonthReview: 'P1M',
      reviewClosure: '5WD',
    },
    planName: 'Personal plan',
    cleanIssueAfter: 10,
  },
  {
    code: 'WAL',
    version: 1,
    from: '2000-01-01',
    policy: { title: 'Personal plans (Wales): every value to be confirmed before use' },
    laws: [
      'SI 2017/1264 (W.295) regulations 15-17',
      'Social Services and Well-being (Wales) Act 2014',
      'Mental Capacity Act 2005',
      'Mental Health (Wales) Measure 2010',
    ],
    regulator: 'Care Inspectorate Wales',
    capacityLaw: 'MCA2005',
    mentalHealthLaw: 'MHA1983',
    libertyScheme: 'DoLS',
    signatories: { plan: ['person'], risk: ['person'] },
    gates: { assessmentBeforeStart: true, planBeforeStart: true, fileBeforeStart: false },
    deadlines: {
      provisionalPlan: 'PT24H',
      formalReview: 'P3M',
      requestedReview: 'P14D',
      significantChangeReview: 'P7D',
      safetyChangeReview: 'PT24H',
      urgentConsentReview: 'PT72H',
      firstPlanningMeeting: 'P7D',
      reviewClosure: '5WD',
    },
    planName: 'Personal plan',
    cleanIssueAfter: 10,
  },
];

/** The profile in force on a date; undefined where there is none. */
export function profileAt(code: string, date: string): Profile | undefined {
  return PROFILES.filter((profile) => profile.code === code && profile.from <= date).sort(
    (a, b) => b.version - a.version,
  )[0];
}

/** Of changes with a day of their own, the one that holds at an instant: the latest that has begun, of one day the one decided last. */
export function holdingAt<Change extends { readonly effectiveFrom: string }>(
  changes: readonly Change[],
  at: string,
): Change | undefined {
  return changes.reduce<Change | undefined>(
    (held, one) => (one.effectiveFrom <= at && one.effectiveFrom >= (held?.effectiveFrom ?? '') ? one : held),
    undefined,
  );
}

/** What the rule packs add (model §5). */
export const PACKS = {
  CITY: {
    addSignatories: ['serviceManager'],
    riskFramework: 'positiveRisk',
    keyworkerFeedbackBefore: '2WD',
    readAcknowledgement: 'required',
  },
  CPA: {
    addSignatories: ['cpaCareCoordinator'],
    reviewOpens: 'P3M',
    reviewDue: 'P6M',
    seriousOverdue: 'P12M',
    emergencyLevelReview: 'P7D',
    copiesWithin: '2WD',
    crisisPlanRequiredFor: ['enhanced', 'complex'],
  },
} as const;
