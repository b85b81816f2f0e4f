import { JURISDICTIONS } from './kinds.js';
import { PACKS, profileAt, PROFILES, type Profile } from './profiles.js';

const today = '2026-03-02';

/** Model §5 and §6; WAL is marked there as to be confirmed. */
const EXPECTED = {
  ENG: {
    gates: { assessmentBeforeStart: true, planBeforeStart: true, fileBeforeStart: true },
    signatories: { plan: ['person'], risk: ['person'] },
    capacityLaw: 'MCA2005',
    libertyScheme: 'DoLS',
    policy: { issued: '2022-03-12', reviewBy: '2024-03-11' },
    version: 2,
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
  },
  SCO: {
    gates: { assessmentBeforeStart: true, planBeforeStart: false, fileBeforeStart: false },
    signatories: { plan: ['person', 'keyworker', 'manager'] },
    capacityLaw: 'AWI2000',
    deadlines: {
      personalPlan: 'P28D',
      review: 'P6M',
      requestedReview: 'P14D',
      significantChangeReview: 'P7D',
      safetyChangeReview: 'PT24H',
      planUpdateAfterReview: '5WD',
    },
  },
  WAL: { gates: { planBeforeStart: true }, deadlines: { provisionalPlan: 'PT24H', formalReview: 'P3M' } },
} as const;

describe('a jurisdiction’s profile', () => {
  it.each(JURISDICTIONS)('%s holds the values of the model', (code) => {
    expect(profileAt(code, today)).toMatchObject({ code, ...EXPECTED[code] });
  });

  it('asks in Scotland neither monthly checks nor quarterly reviews, and in England no six-monthly one', () => {
    expect(profileAt('SCO', today)?.deadlines).not.toHaveProperty('monthlyCheck');
    expect(profileAt('SCO', today)?.deadlines).not.toHaveProperty('formalReview');
    expect(profileAt('ENG', today)?.deadlines).not.toHaveProperty('review');
    expect(profileAt('ENG', today)?.deadlines).not.toHaveProperty('personalPlan');
  });

  it('R30: knows the deprivation of liberty safeguards where the Mental Capacity Act holds, and in Scotland no such scheme', () => {
    expect(PROFILES.map(({ code, capacityLaw, libertyScheme }) => [code, capacityLaw, libertyScheme])).toEqual([
      ['ENG', 'MCA2005', 'DoLS'],
      ['SCO', 'AWI2000', undefined],
      ['WAL', 'MCA2005', 'DoLS'],
    ]);
  });

  it.each([['FRA'], ['eng'], [''], ['constructor']])('is not there for %j', (code) => {
    expect(profileAt(code, today)).toBeUndefined();
  });

  it('is not there before it began', () => {
    expect(profileAt('ENG', '1999-12-31')).toBeUndefined();
    expect(profileAt('ENG', '2000-01-01')).toMatchObject({ code: 'ENG' });
  });

  it('gives way to its next version on that version’s first day and not before, whatever their order', () => {
    const now = PROFILES.find(({ code }) => code === 'ENG');
    if (now === undefined) throw new Error('England has no profile');
    const next: Profile = { ...now, version: now.version + 1, from: '2027-04-01', planName: 'synthetic' };
    const profiles = PROFILES as Profile[];
    profiles.unshift(next);
    try {
      expect(profileAt('ENG', '2027-03-31')).toBe(now);
      expect(profileAt('ENG', '2027-04-01')).toBe(next);
      expect(profileAt('SCO', '2027-04-01')).toMatchObject({ code: 'SCO' });
    } finally {
      profiles.shift();
    }
  });

  it('is data: it survives JSON, and no version of a jurisdiction is there twice', () => {
    expect(JSON.parse(JSON.stringify(PROFILES))).toEqual(PROFILES);
    const versions = PROFILES.map(({ code, version }) => `${code} ${version}`);
    expect(new Set(versions).size).toBe(versions.length);
  });

  it('writes every deadline as a period that the calendar reads', () => {
    const periods = [
      ...PROFILES.flatMap(({ deadlines }) => Object.values(deadlines)),
      PACKS.CITY.keyworkerFeedbackBefore,
      PACKS.CPA.reviewOpens,
      PACKS.CPA.reviewDue,
      PACKS.CPA.seriousOverdue,
      PACKS.CPA.copiesWithin,
    ];
    for (const period of periods) expect(period).toMatch(/^(PT[1-9]\d*H|P[1-9]\d*[DWMY]|[1-9]\d*WD)$/);
  });
});

describe('a rule pack', () => {
  it('adds its signatory to those of the profile', () => {
    expect(PACKS.CITY.addSignatories).toEqual(['serviceManager']);
    expect(PACKS.CPA.addSignatories).toEqual(['cpaCareCoordinator']);
  });

  it('of the city council weighs risks its own way and wants the keyworker heard two working days before', () => {
    expect(PACKS.CITY).toMatchObject({
      riskFramework: 'positiveRisk',
      keyworkerFeedbackBefore: '2WD',
      readAcknowledgement: 'required',
    });
  });

  it('of the CPA opens a review at three months, wants it by six, and a crisis plan at the two higher levels', () => {
    expect(PACKS.CPA).toMatchObject({
      reviewOpens: 'P3M',
      reviewDue: 'P6M',
      seriousOverdue: 'P12M',
      copiesWithin: '2WD',
      crisisPlanRequiredFor: ['enhanced', 'complex'],
    });
  });
});
