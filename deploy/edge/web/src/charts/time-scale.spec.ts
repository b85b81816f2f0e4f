import { monthsOf, spanOf, timeScale } from './time-scale.js';

describe('a scale of days', () => {
  const year = timeScale('2026-01-01', '2026-12-31', 0, 364);

  it('puts each day in its place, whatever the time of the day', () => {
    expect(year.x('2026-01-01')).toBe(0);
    expect(year.x('2026-01-11T23:59:59Z')).toBe(10);
    expect(year.x('2026-12-31')).toBe(364);
  });

  it('keeps what lies outside at its ends', () => {
    expect([year.x('2025-06-01'), year.x('2027-06-01')]).toEqual([0, 364]);
  });

  it('has room for one day alone', () =>
    expect(timeScale('2026-03-01', '2026-03-01', 10, 20).x('2026-03-01')).toBe(10));

  it('names every month where there is room, and fewer where there is not', () => {
    expect(monthsOf(year, 20)).toHaveLength(12);
    expect(monthsOf(year, 90)).toEqual(['2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01']);
    expect(monthsOf(timeScale('2026-01-15', '2026-02-15', 0, 100), 50)).toEqual(['2026-02-01']);
    expect(monthsOf(timeScale('1990-01-01', '2026-01-01', 0, 700), 90).length).toBeLessThanOrEqual(8);
  });

  it('spans the earliest and the latest of some days', () =>
    expect(spanOf(['2026-03-02', '2026-01-07T10:00:00Z', '2026-02-01'])).toEqual({
      from: '2026-01-07',
      to: '2026-03-02',
    }));
});
