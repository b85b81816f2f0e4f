import { ageAt, birthFrom, faultInBirth, writtenBirth } from './birth.js';

const TODAY = '2026-03-02';

describe('a birth', () => {
  it.each([
    ['1941-05-04', undefined],
    [TODAY, undefined],
    ['2026-03-03', 'future'],
    ['1896-01-01', undefined],
    ['1895-12-31', 'tooLongAgo'],
    ['0041-05-04', 'noDate'],
    ['1941-02-31', 'noDate'],
    ['04/05/1941', 'noDate'],
    ['1941', 'noDate'],
  ])('on the day %s: %s', (dateOfBirth, fault) => {
    expect(faultInBirth({ dateOfBirth }, TODAY)).toBe(fault);
  });

  it.each([
    [{ year: 1941, estimated: true }, undefined],
    [{ year: 2026, month: 3, estimated: false }, undefined],
    [{ year: 2026, month: 4, estimated: false }, 'future'],
    [{ year: 2027, estimated: true }, 'future'],
    [{ year: 1895, estimated: true }, 'tooLongAgo'],
  ])('not known to the day, %j: %s', (birth, fault) => {
    expect(faultInBirth({ birth }, TODAY)).toBe(fault);
  });

  it('is written as far as it is known', () => {
    expect(birthFrom('1941')).toEqual({ year: 1941, estimated: true });
    expect(birthFrom('1941-05')).toEqual({ year: 1941, month: 5, estimated: true });
    expect(['1941-13', '41', '1941-05-04', 'about 1941'].map(birthFrom)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(writtenBirth({ year: 1941, month: 5, estimated: true })).toBe('1941-05');
    expect(writtenBirth({ year: 1941, estimated: false })).toBe('1941');
  });

  it('gives the years that are certain', () => {
    expect(ageAt({ dateOfBirth: '1941-05-04' }, '2026-05-03')).toBe(84);
    expect(ageAt({ dateOfBirth: '1941-05-04' }, '2026-05-04')).toBe(85);
    expect(ageAt({ birth: { year: 1941, estimated: true } }, '2026-12-30')).toBe(84);
    expect(ageAt({ birth: { year: 1941, month: 5, estimated: true } }, '2026-06-01')).toBe(85);
    expect(ageAt({}, '2026-06-01')).toBeUndefined();
  });
});
