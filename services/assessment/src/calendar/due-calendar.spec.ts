import { dueCalendar } from './due-calendar.js';

const feed = { timeZone: 'Europe/London', language: 'en', madeAt: '2026-06-01T09:00:00.000Z' } as const;
const user = '00000000-0000-4000-8000-0000000001a1';

describe('a calendar of due dates', () => {
  const days = (...due: readonly string[]) =>
    [...dueCalendar(user, feed, due).matchAll(/DTSTART;VALUE=DATE:(\d+)/g)].map(([, day]) => day);

  it('has one entry for each day where the user is, however much is due', () => {
    expect(days('2026-06-02T22:59:59.999Z', '2026-06-02T09:00:00.000Z', '2026-06-02T23:00:00.000Z')).toEqual([
      '20260602',
      '20260603',
    ]);
    expect(days()).toEqual([]);
    const tokyo = dueCalendar(user, { ...feed, timeZone: 'Asia/Tokyo' }, ['2026-06-02T22:59:59.999Z']);
    expect(tokyo).toContain('DTSTART;VALUE=DATE:20260603');
  });

  it('says that something is due, and no more', () => {
    const lines = dueCalendar(user, feed, ['2026-06-02T22:59:59.999Z']).split('\r\n');
    const members = lines.filter((line) => !/^(BEGIN|END|X-)/.test(line)).map((line) => line.split(/[:;]/)[0]);
    expect([...new Set(members)].filter((name) => name !== '').sort()).toEqual(
      ['DTSTAMP', 'DTSTART', 'NAME', 'PRODID', 'REFRESH-INTERVAL', 'SEQUENCE', 'SUMMARY', 'UID', 'VERSION'].sort(),
    );
    expect(lines).toContain('SUMMARY:Something is due');
    expect(lines.join()).not.toContain(user);
  });

  it('is the same bytes for the same days, and in Welsh for who chose Welsh', () => {
    const due = ['2026-06-02T22:59:59.999Z'];
    expect(dueCalendar(user, feed, due)).toBe(dueCalendar(user, feed, due));
    expect(dueCalendar(user, { ...feed, language: 'cy' }, due)).toContain('SUMMARY:Mae rhywbeth');
  });
});
