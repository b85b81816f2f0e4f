import { bornAsCorrected, bornAsRegistered, firstDayOfLife } from './births.js';

describe('a birth as services know it', () => {
  it.each([
    [{ dateOfBirth: '1941-05-04' }, '1941-05-04'],
    [{ birth: { year: 1941, month: 5 } }, '1941-05-01'],
    [{ birth: { year: 941 } }, '0941-01-01'],
    [{}, undefined],
  ])('%j began life on %s at the earliest', (told, day) => {
    expect(firstDayOfLife(told)).toBe(day);
  });

  it('is set right: of two corrections the one effective later holds, of the same instant the one told later', () => {
    const told = (dateOfBirth: string, effectiveFrom: string) => ({ data: { dateOfBirth }, effectiveFrom });
    const first = { ...bornAsRegistered({ dateOfBirth: '2025-05-04' }) };
    const second = { ...first, ...bornAsCorrected(first, told('1941-05-04', '2026-02-02T09:00:00.000Z')) };
    expect(second).toEqual({ bornOn: '1941-05-04', bornAsOf: '2026-02-02T09:00:00.000Z' });
    expect(bornAsCorrected(second, told('1931-05-04', '2026-02-01T09:00:00.000Z'))).toEqual({});
    expect(bornAsCorrected(second, told('1951-05-04', '2026-02-02T09:00:00.000Z')).bornOn).toBe('1951-05-04');
  });
});
