import { instantAt, zonedTime } from './zoned-time.js';

describe('the time on the wall', () => {
  it('is what the clocks of a zone show, on both sides of a change of the clocks', () => {
    expect(zonedTime('2026-03-29T00:59:59.999Z', 'Europe/London')).toEqual({
      date: '2026-03-29',
      time: '00:59',
      weekday: 7,
    });
    expect(zonedTime('2026-03-29T01:00:00.000Z', 'Europe/London').time).toBe('02:00');
    expect(zonedTime('2026-07-01T23:30:00.000Z', 'Europe/London')).toEqual({
      date: '2026-07-02',
      time: '00:30',
      weekday: 4,
    });
    expect(zonedTime('2026-01-05T23:30:00.000Z', 'Asia/Tokyo')).toMatchObject({ date: '2026-01-06', time: '08:30' });
  });

  it('gives an instant: what the clocks skip is as much later, of what they show twice the first counts', () => {
    expect(instantAt('2026-01-05', '08:00', 'Europe/London')).toBe('2026-01-05T08:00:00.000Z');
    expect(instantAt('2026-07-01', '08:00', 'Europe/London')).toBe('2026-07-01T07:00:00.000Z');
    expect(instantAt('2026-03-29', '01:30', 'Europe/London')).toBe('2026-03-29T01:30:00.000Z');
    expect(instantAt('2026-10-25', '01:30', 'Europe/London')).toBe('2026-10-25T00:30:00.000Z');
  });
});
