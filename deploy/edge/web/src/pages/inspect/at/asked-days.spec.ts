import { askedDay, endOf } from './asked-days.js';

const NOW = '2026-05-20T09:00:00.000Z';

describe('a day of a query', () => {
  it('is today where none is asked for', () => expect(askedDay({}, 'known', NOW, true).day).toBe('2026-05-20'));

  it('comes from three inputs or from a link', () => {
    expect(askedDay({ 'known-day': '5', 'known-month': '3', 'known-year': '2026' }, 'known', NOW, true)).toEqual({
      day: '2026-03-05',
      parts: { day: '5', month: '3', year: '2026' },
    });
    expect(askedDay({ known: '2026-03-05' }, 'known', NOW, true).day).toBe('2026-03-05');
  });

  it.each([
    ['30', '2', '2026'],
    ['x', '2', '2026'],
    ['', '2', '2026'],
    ['1', '1', '20261'],
  ])('says that %s/%s/%s is none, and keeps what was written', (day, month, year) =>
    expect(askedDay({ 'known-day': day, 'known-month': month, 'known-year': year }, 'known', NOW, true)).toEqual({
      day: '2026-05-20',
      parts: { day, month, year },
      wrong: 'noDay',
    }),
  );

  it('lies in the past where it is the day on which something was known', () => {
    expect(askedDay({ known: '2027-01-01' }, 'known', NOW, true).wrong).toBe('future');
    expect(askedDay({ about: '2027-01-01' }, 'about', NOW, false)).toMatchObject({ day: '2027-01-01' });
  });

  it('counts to its end, and today until now', () => {
    expect(endOf('2026-03-05', NOW)).toBe('2026-03-05T22:59:59.999Z');
    expect(endOf('2026-05-20', NOW)).toBe(NOW);
  });
});
