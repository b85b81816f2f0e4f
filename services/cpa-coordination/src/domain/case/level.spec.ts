import { startOfDay } from '@carethread/calendar';
import { specify } from '@carethread/event-sourcing/testing';
import { cpaCase } from './decider.js';
import type { CpaCaseEvent } from './events.js';
import type { DecideLevel } from './commands.js';
import { NO_FACTS } from '../facts.js';
import { levelAt } from './in-force.js';
import { answersOf, countsOf, leaningOf, type Answer } from './indicators.js';
import { regionId } from '../region/decider.js';
import { type SchemePeriod } from '../region/events.js';

const TENANT = '00000000-0000-4000-8000-000000000003';
const spec = specify(cpaCase);
type Past = CpaCaseEvent & { readonly meta?: { readonly effectiveFrom?: string; readonly recordedAt?: string } };

const OPENED = '2026-01-12T09:00:00.000Z';
const opened: Past = {
  type: 'CpaCaseOpened',
  payload: {
    caseId: 'C',
    acceptedOn: '2026-01-12',
    teamId: 'T',
    teamSetting: 'community',
    regionCode: 'R1',
    coordinatorId: 'CC1',
    user: 'u1',
    level: 'undecided',
  },
  meta: { effectiveFrom: OPENED },
};
const allS: Readonly<Record<string, Answer>> = { S1: 'met', S2: 'met', S3: 'met', S4: 'met', S5: 'met' };
const noE: Readonly<Record<string, Answer>> = {
  E1: 'notMet',
  E2: 'notMet',
  E3: 'notMet',
  E4: 'notMet',
  E5: 'notMet',
  E6: 'notMet',
  E7: 'notMet',
};
const seen = (
  profileId: string,
  recordedOn: string,
  given: Readonly<Record<string, Answer>> = { ...allS, E1: 'met', E2: 'met' },
): Past => ({
  type: 'CpaIndicatorsRecorded',
  payload: {
    profileId,
    recordedOn,
    answers: answersOf(given),
    evidence: {},
    riskRefs: [],
    leaning: leaningOf(answersOf(given)),
  },
});
const decided = (from: string, to: string, effectiveFrom: string): Past => ({
  type: 'CpaLevelDecided',
  payload: {
    caseId: 'C',
    from,
    to,
    effectiveFrom,
    decidedBy: 'CC1',
    rationale: 'synthetic',
    departsFromLeaning: false,
    emergency: false,
  },
  meta: { effectiveFrom: startOfDay(effectiveFrom) },
});
const twoLevel: SchemePeriod = { scheme: 'twoLevel', from: '2020-01-01' };
const facts = {
  ...NO_FACTS,
  assessments: { A: { version: 2, kind: 'cpa', completedAt: OPENED } },
  cpaPlans: ['P'],
  reviews: { V: { planId: 'P', reviewType: 'cpa', outcome: 'amend', heldAt: OPENED } },
  risks: { K: 1 },
};
const knowing = (now: string, ...periods: readonly SchemePeriod[]) => ({
  now,
  facts,
  streams: {
    [`cpaRegion-${regionId(TENANT, 'R1')}`]: { code: 'R1', periods: periods.length === 0 ? [twoLevel] : periods },
  },
});
const decide = (to: string, more: Partial<DecideLevel> = {}): DecideLevel => ({
  type: 'DecideLevel',
  to,
  rationale: 'synthetic reasons',
  assessmentRef: { id: 'A' },
  ...more,
});

describe('recording indicators', () => {
  const record = (
    answers: Readonly<Record<string, Answer>>,
    riskRefs: readonly { id: string; version?: number }[] = [],
  ) => ({ type: 'RecordIndicators' as const, answers, riskRefs });

  it('CPA-24, CPA-31: little danger and significant risk both cite a risk assessment', () => {
    spec
      .given(opened)
      .when(record({ S4: 'met' }), knowing(OPENED))
      .refused('RISK_REFERENCE_REQUIRED', ['S4']);
    spec
      .given(opened)
      .when(record({ S4: 'met', E6: 'met' }, [{ id: 'unknown' }]), knowing(OPENED))
      .refused('RISK_REFERENCE_REQUIRED', ['S4', 'E6']);
    spec
      .given(opened)
      .when(record({ E6: 'met' }, [{ id: 'K' }]), knowing(OPENED))
      .then({ type: 'CpaIndicatorsRecorded', payload: { riskRefs: [{ id: 'K', version: 1 }] } });
    spec
      .given(opened)
      .when(record({ S4: 'notMet', E6: 'unknown' }), knowing(OPENED))
      .then({ type: 'CpaIndicatorsRecorded' });
  });

  it('CPA-33: answer one of them at least', () => {
    spec
      .given(opened)
      .when(record({}), knowing(OPENED))
      .refused('MALFORMED', ['/answers: answer one of them at least']);
  });

  it.each([
    ['CPA-21', 'S1', 'light support from one agency'],
    ['CPA-22', 'S2', 'manages their own medicines'],
    ['CPA-23', 'S3', 'a sister and two friends'],
    ['CPA-24', 'S4', 'none known'],
    ['CPA-25', 'S5', 'comes to every appointment'],
    ['CPA-26', 'E1', 'psychosis, by the consultant'],
    ['CPA-27', 'E2', 'housing and health'],
    ['CPA-28', 'E3', 'housing, probation, the trust'],
    ['CPA-29', 'E4', 'twice a day at times'],
    ['CPA-30', 'E5', 'alcohol'],
    ['CPA-31', 'E6', 'self-neglect'],
    ['CPA-32', 'E7', 'left two services unannounced'],
  ])('%s: %s is kept, with what it rests on, and counts on its own side', (_, code, evidence) => {
    const command = {
      type: 'RecordIndicators',
      answers: { [code]: 'met' },
      evidence: { [code]: evidence },
      riskRefs: [{ id: 'K' }],
    } as const;
    const { type: __, ...made } = { ...command, riskRefs: [{ id: 'K', version: 1 }] };
    spec.given(opened).when(command, knowing(OPENED)).then({ type: 'CpaIndicatorsRecorded', payload: made });
    const [profile] = spec.given(opened, seen('I', '2026-01-12', { [code]: 'met' })).state.profiles;
    expect(profile?.answers).toMatchObject({ [code]: 'met' });
    expect(countsOf(profile?.answers ?? {})).toEqual({
      standard: code.startsWith('S') ? 1 : 0,
      enhanced: code.startsWith('E') ? 1 : 0,
      answered: 1,
    });
  });

  it('CPA-35: has a date of its own, today where none is given', () => {
    spec
      .given(opened)
      .when({ type: 'RecordIndicators', answers: { S1: 'met' }, recordedOn: '2026-01-10' }, knowing(OPENED))
      .then({ type: 'CpaIndicatorsRecorded', payload: { recordedOn: '2026-01-10' } });
    spec
      .given(opened)
      .when({ type: 'RecordIndicators', answers: { S1: 'met' } }, knowing(OPENED))
      .then({ type: 'CpaIndicatorsRecorded', payload: { recordedOn: '2026-01-12' } });
  });

  it('CPA-33: a leaning sets no level', () => {
    spec
      .given(opened)
      .when(record({ ...allS, ...noE }, [{ id: 'K', version: 1 }]), knowing(OPENED))
      .then({ type: 'CpaIndicatorsRecorded', payload: { leaning: 'leansStandard' } });
    expect(levelAt(spec.given(opened, seen('I', '2026-01-12', { ...allS, ...noE })).state, OPENED)?.level).toBe(
      'undecided',
    );
  });

  it('refuses a date to come and a version of a risk assessment that is not there', () => {
    spec
      .given(opened)
      .when({ type: 'RecordIndicators', answers: { S1: 'met' }, recordedOn: '2026-01-13' }, knowing(OPENED))
      .refused('FUTURE_DATE', ['recordedOn']);
    spec
      .given(opened)
      .when(record({ S1: 'met' }, [{ id: 'K', version: 2 }]), knowing(OPENED))
      .refused('REFERENCE_NOT_FOUND', ['riskRefs']);
  });
});

describe('deciding the level', () => {
  const known = [opened, seen('I', '2026-01-12')];

  it('CPA-37: the first decision rests on a completed assessment', () => {
    spec
      .given(...known)
      .when(decide('standard', { assessmentRef: { id: 'unknown' } }), knowing(OPENED))
      .refused('ASSESSMENT_AND_REVIEW_REQUIRED', ['assessmentRef']);
    spec
      .given(...known)
      .when(decide('standard'), knowing(OPENED))
      .then({
        type: 'CpaLevelDecided',
        payload: {
          from: 'undecided',
          to: 'standard',
          effectiveFrom: '2026-01-12',
          assessmentRef: { id: 'A', version: 2 },
          indicatorProfileId: 'I',
        },
      });
  });

  it('CPA-36, CPA-37: a later change in either direction cites a closed review too', () => {
    const standard = [...known, decided('undecided', 'standard', '2026-01-13')];
    const now = '2026-02-01T09:00:00.000Z';
    spec
      .given(...standard)
      .when(decide('enhanced'), knowing(now))
      .refused('ASSESSMENT_AND_REVIEW_REQUIRED', ['reviewId']);
    spec
      .given(...standard)
      .when(decide('enhanced', { reviewId: 'unheard' }), knowing(now))
      .refused('ASSESSMENT_AND_REVIEW_REQUIRED', ['reviewId']);
    spec
      .given(...standard)
      .when(decide('enhanced', { reviewId: 'V' }), knowing(now))
      .then({ type: 'CpaLevelDecided', payload: { from: 'standard', to: 'enhanced' } });
    spec
      .given(...standard, decided('standard', 'enhanced', '2026-01-20'))
      .when(decide('standard', { reviewId: 'V' }), knowing(now))
      .then({ type: 'CpaLevelDecided', payload: { from: 'enhanced', to: 'standard' } });
  });

  it('CPA-37: an emergency lets the level rise without a review, and only rise', () => {
    const now = '2026-06-22T09:00:00.000Z';
    const emergency = { type: 'DecideLevel', rationale: 'synthetic crisis', emergency: true } as const;
    spec
      .given(...known, decided('undecided', 'standard', '2026-01-13'))
      .when({ ...emergency, to: 'enhanced' }, knowing(now))
      .then({ type: 'CpaLevelDecided', payload: { emergency: true } });
    spec
      .given(...known, decided('undecided', 'enhanced', '2026-01-13'))
      .when({ ...emergency, to: 'standard' }, knowing(now))
      .refused('ASSESSMENT_AND_REVIEW_REQUIRED', ['assessmentRef', 'reviewId']);
  });

  it('R27: an emergency raises a decided level only', () => {
    const emergency = { type: 'DecideLevel', rationale: 'synthetic crisis', emergency: true } as const;
    for (const to of ['standard', 'enhanced'])
      spec
        .given(...known)
        .when({ ...emergency, to }, knowing(OPENED))
        .refused('ASSESSMENT_AND_REVIEW_REQUIRED', ['assessmentRef']);
    spec
      .given(...known)
      .when({ ...emergency, to: 'standard', assessmentRef: { id: 'A' } }, knowing(OPENED))
      .refused('REASON_NOT_ALLOWED', ['emergency']);
    spec
      .given(...known, decided('undecided', 'standard', '2026-01-13'))
      .when(
        { ...emergency, to: 'standard', assessmentRef: { id: 'A' }, reviewId: 'V' },
        knowing('2026-02-01T09:00:00.000Z'),
      )
      .refused('REASON_NOT_ALLOWED', ['emergency']);
    spec
      .given(...known, decided('undecided', 'enhanced', '2026-01-13'))
      .when(
        { ...emergency, to: 'standard', assessmentRef: { id: 'A' }, reviewId: 'V' },
        knowing('2026-02-01T09:00:00.000Z'),
      )
      .refused('REASON_NOT_ALLOWED', ['emergency']);
  });

  it('R27: what an emergency cites is there, or it is refused', () => {
    const raise = { type: 'DecideLevel', to: 'enhanced', rationale: 'crisis', emergency: true } as const;
    const now = '2026-02-01T09:00:00.000Z';
    const given = spec.given(...known, decided('undecided', 'standard', '2026-01-13'));
    given
      .when({ ...raise, assessmentRef: { id: 'A9' }, reviewId: 'V9' }, knowing(now))
      .refused('REFERENCE_NOT_FOUND', ['assessmentRef', 'reviewId']);
    given
      .when({ ...raise, assessmentRef: { id: 'A', version: 3 } }, knowing(now))
      .refused('REFERENCE_NOT_FOUND', ['assessmentRef']);
    given
      .when({ ...raise, assessmentRef: { id: 'A' }, reviewId: 'V' }, knowing(now))
      .then({ type: 'CpaLevelDecided', payload: { assessmentRef: { id: 'A', version: 2 }, reviewId: 'V' } });
  });

  it.each([
    ['of another plan than the CPA plan', { planId: 'provider plan', heldAt: OPENED }],
    ['of a case that was closed before this one was accepted', { planId: 'P', heldAt: '2025-11-01T09:00:00.000Z' }],
  ])('R27: a review %s is no ground for a level', (_, review) => {
    const reviews = { W: { reviewType: 'cpa', outcome: 'amend', ...review } };
    const now = { ...knowing('2026-02-01T09:00:00.000Z'), facts: { ...facts, reviews } };
    spec
      .given(...known, decided('undecided', 'standard', '2026-01-13'))
      .when(decide('enhanced', { reviewId: 'W' }), now)
      .refused('ASSESSMENT_AND_REVIEW_REQUIRED', ['reviewId']);
    spec
      .given(...known)
      .when(decide('standard', { reviewId: 'W' }), now)
      .refused('ASSESSMENT_AND_REVIEW_REQUIRED', ['reviewId']);
  });

  it.each([
    ['2026-08-01', true],
    ['2026-08-02', false],
    ['2126-02-01', false],
    ['9999-12-31', false],
  ])('a level is decided from a day within the next cycle of reviews: %s', (effectiveFrom, stands) => {
    const decision = spec
      .given(...known)
      .when(decide('standard', { effectiveFrom }), knowing('2026-02-01T09:00:00.000Z'));
    if (stands) decision.then({ type: 'CpaLevelDecided', payload: { effectiveFrom } });
    else decision.refused('TIMESCALE_INVALID', ['effectiveFrom']);
  });

  it('CPA-35: the profile that is cited is not older than 28 days', () => {
    spec
      .given(...known)
      .when(decide('standard', { indicatorProfileId: 'I' }), knowing('2026-02-09T23:59:59.999Z'))
      .then({ type: 'CpaLevelDecided' });
    spec
      .given(...known)
      .when(decide('standard', { indicatorProfileId: 'I' }), knowing('2026-02-10T00:00:00.000Z'))
      .refused('INDICATORS_STALE');
    spec
      .given(...known, seen('J', '2026-02-10'))
      .when(decide('standard'), knowing('2026-02-10T00:00:00.000Z'))
      .then({ type: 'CpaLevelDecided', payload: { indicatorProfileId: 'J' } });
    spec.given(opened).when(decide('standard'), knowing(OPENED)).refused('INDICATORS_STALE');
  });

  it('CPA-34: departing from the leaning needs a reason, following it does not', () => {
    const leaning = [opened, seen('I', '2026-01-12', { ...allS, ...noE })];
    spec
      .given(...leaning)
      .when(decide('enhanced'), knowing(OPENED))
      .refused('OVERRIDE_REASON_REQUIRED');
    spec
      .given(...leaning)
      .when(decide('enhanced', { overrideReason: 'synthetic' }), knowing(OPENED))
      .then({ type: 'CpaLevelDecided', payload: { departsFromLeaning: true } });
    spec
      .given(...leaning)
      .when(decide('standard'), knowing(OPENED))
      .then({ type: 'CpaLevelDecided', payload: { departsFromLeaning: false } });
    spec
      .given(...known)
      .when(decide('enhanced'), knowing(OPENED))
      .then({ type: 'CpaLevelDecided', payload: { departsFromLeaning: false } });
  });

  it('CPA-34: a named human decides, and says why', () => {
    const clock = { userId: 'policy:clock', user: 'u', role: 'SY', roles: ['SY'], serviceIds: [], qualifications: [] };
    spec
      .given(...known)
      .when(decide('standard'), { ...knowing(OPENED), actor: clock })
      .refused('SYSTEM_CANNOT_DECIDE');
    const { rationale: _, ...unreasoned } = decide('standard');
    spec
      .given(...known)
      .when(unreasoned, knowing(OPENED))
      .refused('REASON_REQUIRED', ['rationale']);
  });

  it('CPA-20, CPA-60: the level is one of the region’s scheme on the day from which it holds', () => {
    const complex: SchemePeriod = { scheme: 'singleComplex', from: '2026-02-01' };
    const changing = knowing('2026-01-20T09:00:00.000Z', { ...twoLevel, to: '2026-01-31' }, complex);
    spec
      .given(...known)
      .when(decide('complex'), changing)
      .refused('LEVEL_NOT_IN_REGION', ['complex']);
    spec
      .given(...known)
      .when(decide('standard', { effectiveFrom: '2026-02-01' }), changing)
      .refused('LEVEL_NOT_IN_REGION', ['standard']);
    spec
      .given(...known)
      .when(decide('standard', { effectiveFrom: '2026-01-31' }), changing)
      .then({ type: 'CpaLevelDecided', payload: { effectiveFrom: '2026-01-31' } });
    spec
      .given(...known)
      .when(decide('complex', { effectiveFrom: '2026-02-01' }), changing)
      .then({ type: 'CpaLevelDecided', payload: { to: 'complex' } });
  });

  it('CPA-36: every level stays in the history, and none is written in before the one that holds', () => {
    const history = [
      ...known,
      decided('undecided', 'standard', '2026-01-13'),
      decided('standard', 'enhanced', '2026-02-01'),
    ];
    const { state } = spec.given(...history);
    expect(state.levels.map(({ level }) => level)).toEqual(['undecided', 'standard', 'enhanced']);
    expect(levelAt(state, '2026-01-31T23:59:59.999Z')?.level).toBe('standard');
    expect(levelAt(state, '2026-02-01T00:00:00.000Z')?.level).toBe('enhanced');
    expect(state.levels.map(({ from, effectiveFrom, decision }) => [from, effectiveFrom, decision?.rationale])).toEqual(
      [
        ['undecided', OPENED, undefined],
        ['undecided', '2026-01-13T00:00:00.000Z', 'synthetic'],
        ['standard', '2026-02-01T00:00:00.000Z', 'synthetic'],
      ],
    );
    spec
      .given(...history)
      .when(decide('standard', { reviewId: 'V', effectiveFrom: '2026-01-20' }), knowing('2026-02-05T09:00:00.000Z'))
      .refused('STATE_CONFLICT', ['effectiveFrom']);
  });

  it('CPA-36: what was decided before for a later day is overtaken: a level never changes by itself', () => {
    const NOW = '2026-01-14T09:00:00.000Z';
    const { state } = spec.given(...known, decided('undecided', 'standard', '2026-01-24'), {
      ...decided('undecided', 'enhanced', '2026-01-14'),
      meta: { effectiveFrom: NOW, recordedAt: NOW },
    });
    expect(levelAt(state, '2026-02-01T00:00:00.000Z')?.level).toBe('enhanced');
    expect(state.levels.map(({ level, overtakenAt }) => [level, overtakenAt])).toEqual([
      ['undecided', undefined],
      ['enhanced', undefined],
      ['standard', NOW],
    ]);
    // One that holds from a later day still follows it.
    const later = spec.given(
      ...known,
      decided('undecided', 'enhanced', '2026-01-14'),
      decided('enhanced', 'standard', '2026-01-24'),
    ).state;
    expect(levelAt(later, '2026-01-23T00:00:00.000Z')?.level).toBe('enhanced');
    expect(levelAt(later, '2026-02-01T00:00:00.000Z')?.level).toBe('standard');
  });
});

describe('another scheme', () => {
  const complex: SchemePeriod = { scheme: 'singleComplex', from: '2026-10-01' };
  const changing = knowing('2026-09-20T09:00:00.000Z', { ...twoLevel, to: '2026-09-30' }, complex);
  const standard = [opened, decided('undecided', 'standard', '2026-09-15')];
  const command = { type: 'ResetLevel', regionCode: 'R1', effectiveFrom: '2026-10-01' } as const;
  const reset: Past = {
    type: 'CpaLevelReset',
    payload: {
      caseId: 'C',
      from: 'standard',
      to: 'undecided',
      effectiveFrom: '2026-10-01',
      cause: 'scheme',
      regionCode: 'R1',
      scheme: 'singleComplex',
    },
    meta: { effectiveFrom: '2026-09-30T23:00:00.000Z' },
  };

  it('CPA-62: opens the level again from its first day, and asks for a decision within 28 days', () => {
    spec
      .given(...standard)
      .when(command, changing)
      .then({
        type: 'CpaLevelReset',
        payload: { from: 'standard', to: 'undecided', effectiveFrom: '2026-10-01', cause: 'scheme' },
      });
    const { state } = spec.given(...standard, reset);
    expect(levelAt(state, '2026-09-20T00:00:00.000Z')?.level).toBe('standard');
    expect(levelAt(state, '2026-09-30T23:00:00.000Z')?.level).toBe('undecided');
    expect(state.obligations).toEqual([
      {
        kind: 'regionLevelDecision',
        trigger: '2026-09-30T23:00:00.000Z',
        dueAt: '2026-10-29T23:59:59.999Z',
        status: 'open',
      },
    ]);
  });

  it('CPA-62: a decision under the old scheme does not answer for the new one', () => {
    const late = { recordedAt: '2026-10-05T09:00:00.000Z' };
    const before = spec.given(...standard, reset, {
      ...decided('standard', 'enhanced', '2026-09-25'),
      meta: { ...late, effectiveFrom: startOfDay('2026-09-25') },
    }).state;
    expect(before.obligations[0]?.status).toBe('open');
    const after = spec.given(...standard, reset, {
      ...decided('undecided', 'complex', '2026-10-02'),
      meta: { ...late, effectiveFrom: startOfDay('2026-10-02') },
    }).state;
    expect(after.obligations[0]).toMatchObject({ status: 'met', metAt: late.recordedAt });
  });

  it('asks once, not of a case in another region or closed, and not for the same scheme going on', () => {
    spec
      .given(...standard, reset)
      .when(command, changing)
      .nothing();
    spec
      .given(...standard)
      .when({ ...command, regionCode: 'R9' }, changing)
      .nothing();
    spec
      .given(...standard, { type: 'CpaCaseClosed', payload: { caseId: 'C', reason: 'deceased' } })
      .when(command, changing)
      .nothing();
    spec
      .given(...standard)
      .when(
        command,
        knowing('2026-09-20T09:00:00.000Z', { ...twoLevel, to: '2026-09-30' }, { ...twoLevel, from: '2026-10-01' }),
      )
      .nothing();
  });

  it('CPA-61: a region that has set no definition of complex converts nobody to it', () => {
    spec
      .given(opened, decided('undecided', 'enhanced', '2026-09-15'))
      .when(command, changing)
      .then({ type: 'CpaLevelReset', payload: { from: 'enhanced', to: 'undecided' } });
  });
});
