import { levelAt } from './in-force.js';
import { type SchemePeriod } from '../region/events.js';
import { allS, decide, decided, facts, knowing, noE, seen, twoLevel } from './testing/levelled-case.js';
import { OPENED, opened, spec } from './testing/opened-case.js';

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
