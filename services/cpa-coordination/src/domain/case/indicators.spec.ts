import { INDICATORS } from '@carethread/contracts';
import fc from 'fast-check';
import { answersOf, countsOf, departs, isStale, leaningOf, type Answer, type IndicatorProfile } from './indicators.js';

/** `met('S1 E2')`: these are met, the rest are not, except those named as unknown. */
function answers(met: string, unknown = ''): Readonly<Record<string, Answer>> {
  const of = (code: string): Answer =>
    met.split(' ').includes(code) ? 'met' : unknown.split(' ').includes(code) ? 'unknown' : 'notMet';
  return Object.fromEntries(INDICATORS.map((code) => [code, of(code)]));
}

describe('the leaning', () => {
  it.each([
    ['five of twelve answered', answers('S1 S2 S3 S4 S5', 'E1 E2 E3 E4 E5 E6 E7'), 'insufficient'],
    ['six of twelve answered', answers('S1', 'E1 E2 E3 E4 E5 E6'), 'leansStandard'],
    ['only standard met', answers('S1 S2 S3 S4 S5'), 'leansStandard'],
    ['only enhanced met', answers('E7'), 'leansEnhanced'],
    ['one of each met', answers('S2 E5 E6 E7'), 'mixed'],
    ['none met', answers(''), 'mixed'],
  ])('CPA-33: %s', (_, given, leaning) => expect(leaningOf(given)).toBe(leaning));

  it('what was not answered is not known', () => {
    const known = answersOf({ S1: 'met', S2: 'notMet', E1: 'unknown' });
    expect(known).toMatchObject({ S1: 'met', S2: 'notMet', E1: 'unknown', E7: 'unknown' });
    expect(Object.keys(known)).toEqual([...INDICATORS]);
    expect(countsOf(known)).toEqual({ standard: 1, enhanced: 0, answered: 2 });
  });

  const anyAnswers = fc.record(
    Object.fromEntries(INDICATORS.map((code) => [code, fc.constantFrom<Answer>('met', 'notMet', 'unknown')])),
  );

  it('CPA-33: no single indicator decides: the leaning follows from the counts alone', () => {
    fc.assert(
      fc.property(anyAnswers, fc.shuffledSubarray(['S1', 'S2', 'S3', 'S4', 'S5'], { minLength: 5 }), (given, order) => {
        const swapped = {
          ...given,
          ...Object.fromEntries(order.map((code, index) => [`S${index + 1}`, given[code] ?? 'unknown'])),
        };
        expect(countsOf(swapped)).toEqual(countsOf(given));
        expect(leaningOf(swapped)).toBe(leaningOf(given));
      }),
    );
  });

  it('CPA-61: nothing leans towards complex, and so nothing departs from it', () => {
    fc.assert(fc.property(anyAnswers, (given) => expect(departs(leaningOf(given), 'complex')).toBe(false)));
  });
});

describe('the age of a profile', () => {
  const profile = { recordedOn: '2026-02-01' } as IndicatorProfile;
  it('CPA-35: a profile may be cited for 28 days, and not on the 29th', () => {
    expect(isStale(profile, '2026-03-01')).toBe(false);
    expect(isStale(profile, '2026-03-02')).toBe(true);
  });
});
