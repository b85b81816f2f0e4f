import { bornAsCorrected, bornAsRegistered, firstDayOfLife } from './births.js';

describe('a birth as services know it', () => {
  it.each([
    [{ dateOfBirth: '1941-05-04' }, '1941-05-04'],
    [{ birth: { year: 1941, month: 5 } }, '1941-05-01'],
    [{ birth: { year: 941 } }, '0941-01-01'],
    [{}, undefined],
  ])('%j: the first day on which the person may have been born is %s', (birth, day) => {
    expect(firstDayOfLife(birth)).toBe(day);
  });

  it('follows the correction effective later; of two effective at one instant, the one published later', () => {
    const correction = (dateOfBirth: string, effectiveFrom: string) => ({ data: { dateOfBirth }, effectiveFrom });
    const first = { ...bornAsRegistered({ dateOfBirth: '2025-05-04' }) };
    const second = { ...first, ...bornAsCorrected(first, correction('1941-05-04', '2026-02-02T09:00:00.000Z')) };
    expect(second).toEqual({ bornOn: '1941-05-04', bornAsOf: '2026-02-02T09:00:00.000Z' });
    expect(bornAsCorrected(second, correction('1931-05-04', '2026-02-01T09:00:00.000Z'))).toEqual({});
    expect(bornAsCorrected(second, correction('1951-05-04', '2026-02-02T09:00:00.000Z')).bornOn).toBe('1951-05-04');
  });
});
