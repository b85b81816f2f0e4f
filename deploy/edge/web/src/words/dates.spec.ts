import { ageOn, daysBetween, dayText, dueText, timeText } from './dates.js';
import { en } from './en.js';

describe('days and times in words', () => {
  it.each([
    ['2026-03-21T09:30:00Z', '21 March 2026', '9:30am'],
    ['2026-06-01T11:00:00Z', '1 June 2026', '12pm'],
    ['2026-12-31T23:05:00Z', '31 December 2026', '11:05pm'],
    ['2026-07-01T23:30:00Z', '2 July 2026', '12:30am'],
  ])('of %s are those of London', (at, day, time) => {
    expect([dayText('en', at), timeText('en', at)]).toEqual([day, time]);
  });

  it('are Welsh on a Welsh page', () => {
    expect(dayText('cy', '2026-03-21')).toBe('21 Mawrth 2026');
  });

  it.each([
    ['2026-05-14T20:00:00Z', '6 days late'],
    ['2026-05-14T23:59:00Z', '5 days late'],
    ['2026-05-20T08:00:00Z', 'due today'],
    ['2026-05-21T08:00:00Z', 'due tomorrow'],
    ['2026-06-01T08:00:00Z', 'due in 12 days'],
  ])('say of %s how late or how soon it is, by the calendar', (dueAt, words) => {
    expect(dueText(en, dueAt, '2026-05-20T09:00:00Z')).toBe(words);
  });

  it('count whole days over a change of the clock, and years up to a birthday', () => {
    expect(daysBetween('2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z')).toBe(2);
    expect([ageOn('1930-08-27', '2026-08-26T12:00:00Z'), ageOn('1930-08-27', '2026-08-27T12:00:00Z')]).toEqual([
      95, 96,
    ]);
  });
});
