import fc from 'fast-check';
import {
  addDays,
  addMillis,
  addMonths,
  addWorkingDays,
  dateAfter,
  dueAt,
  endOfDay,
  isDueProvisional,
  isWorkingDay,
  justAfter,
  lateBy,
  localDate,
  opensAt,
  startOfDay,
  toDate,
  toInstant,
} from './calendar.js';

/** Another road to the same answer: what a London clock shows, by the platform's own formatter. */
const londonClock = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

function shownInLondon(instant: string): string {
  const part = Object.fromEntries(londonClock.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${part['year']}-${part['month']}-${part['day']} ${part['hour']}:${part['minute']}:${part['second']}.${instant.slice(20, 23)}`;
}

const iso = (millis: number): string => new Date(millis).toISOString();
const DAY = 86_400_000;
const FIRST = Date.UTC(1990, 0, 1);
const LAST = Date.UTC(2060, 0, 1);
const instants = fc.integer({ min: FIRST, max: LAST }).map(iso);
const dates = fc.integer({ min: 0, max: (LAST - FIRST) / DAY }).map((days) => iso(FIRST + days * DAY).slice(0, 10));

describe('worked examples of the domain model', () => {
  const start = '2026-03-02T10:30:00.000Z';

  it('ENG-097: 24 hours are elapsed time, across the spring clock change too', () => {
    expect(dueAt('2026-03-28T12:00:00.000Z', 'PT24H')).toBe('2026-03-29T12:00:00.000Z');
  });

  it('ENG-098: the first week ends with the seventh day after the start', () => {
    expect(dueAt(start, 'P7D')).toBe('2026-03-09T23:59:59.999Z');
  });

  it('ENG-099: the first month ends in summer time', () => {
    expect(dueAt(start, 'P1M')).toBe('2026-04-02T22:59:59.999Z');
  });

  it('SCOT-019: 28 days from the first day of service', () => {
    expect(dueAt(toInstant('2026-02-10'), 'P28D', 'SCO')).toBe('2026-03-10T23:59:59.999Z');
  });

  it('SCOT-073: six months, into summer time and from the end of a long month', () => {
    expect(dueAt('2026-03-05T11:00:00.000Z', 'P6M', 'SCO')).toBe('2026-09-05T22:59:59.999Z');
    expect(dueAt('2026-08-31T11:00:00.000Z', 'P6M', 'SCO')).toBe('2027-02-28T23:59:59.999Z');
  });

  it('ENG-109: three months from the end of November', () => {
    expect(dueAt('2026-11-30T15:00:00.000Z', 'P3M')).toBe('2027-02-28T23:59:59.999Z');
  });

  it('ENG-107: a month from 31 January', () => {
    expect(dueAt('2026-01-31T09:00:00.000Z', 'P1M')).toBe('2026-02-28T23:59:59.999Z');
  });

  it('CPA-53: the window opens at local midnight and closes with the local day', () => {
    expect(opensAt('2026-01-15T16:00:00.000Z', 'P3M')).toBe('2026-04-14T23:00:00.000Z');
    expect(dueAt('2026-01-15T16:00:00.000Z', 'P6M')).toBe('2026-07-15T22:59:59.999Z');
  });

  it('ENG-125: six and eight weeks', () => {
    expect(opensAt('2026-03-02T10:30:00.000Z', 'P6W')).toBe('2026-04-12T23:00:00.000Z');
    expect(dueAt('2026-03-02T10:30:00.000Z', 'P8W')).toBe('2026-04-27T22:59:59.999Z');
  });
});

describe('hours', () => {
  it.each([
    ['spring, 23-hour day', '2026-03-28T12:30:00.000Z', '2026-03-29T12:30:00.000Z'],
    ['autumn, 25-hour day', '2026-10-24T12:30:00.123Z', '2026-10-25T12:30:00.123Z'],
    ['within the hour that comes twice', '2026-10-25T00:30:00.000Z', '2026-10-26T00:30:00.000Z'],
  ])('%s: exactly 24 hours later', (_case, trigger, due) => {
    expect(dueAt(trigger, 'PT24H')).toBe(due);
  });

  it('72 hours', () => {
    expect(dueAt('2026-10-24T23:59:59.999Z', 'PT72H')).toBe('2026-10-27T23:59:59.999Z');
  });

  it('a weekend or a bank holiday moves no hour', () => {
    expect(dueAt('2026-12-24T18:00:00.000Z', 'PT24H')).toBe('2026-12-25T18:00:00.000Z');
  });
});

describe('the local day', () => {
  it.each([
    ['2026-01-15', '2026-01-15T00:00:00.000Z', '2026-01-15T23:59:59.999Z', 24],
    ['2026-07-15', '2026-07-14T23:00:00.000Z', '2026-07-15T22:59:59.999Z', 24],
    ['2026-03-29', '2026-03-29T00:00:00.000Z', '2026-03-29T22:59:59.999Z', 23],
    ['2026-10-25', '2026-10-24T23:00:00.000Z', '2026-10-25T23:59:59.999Z', 25],
  ])('%s begins at %s and ends at %s (%i hours)', (date, begins, ends, hours) => {
    expect(startOfDay(date)).toBe(begins);
    expect(endOfDay(date)).toBe(ends);
    expect((Date.parse(ends) + 1 - Date.parse(begins)) / 3_600_000).toBe(hours);
  });

  it('half an hour before midnight UTC is tomorrow in summer, today in winter', () => {
    expect(localDate('2026-07-14T23:30:00.000Z')).toBe('2026-07-15');
    expect(localDate('2026-01-14T23:30:00.000Z')).toBe('2026-01-14');
    expect(localDate('2026-07-14T22:59:59.999Z')).toBe('2026-07-14');
  });

  it('the trigger day is the local one, and is not counted', () => {
    expect(dueAt('2026-06-01T22:59:59.999Z', 'P7D')).toBe('2026-06-08T22:59:59.999Z');
    expect(dueAt('2026-06-01T23:00:00.000Z', 'P7D')).toBe('2026-06-09T22:59:59.999Z');
  });

  it('agrees with a London clock at any instant', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(localDate(instant)).toBe(shownInLondon(instant).slice(0, 10));
      }),
    );
  });

  it('begins and ends where a London clock says so, on any day; days meet without gap or overlap', () => {
    fc.assert(
      fc.property(dates, (date) => {
        expect(shownInLondon(startOfDay(date))).toBe(`${date} 00:00:00.000`);
        expect(shownInLondon(endOfDay(date))).toBe(`${date} 23:59:59.999`);
        expect(justAfter(endOfDay(date))).toBe(startOfDay(addDays(date, 1)));
      }),
    );
  });

  it('a deadline in days is the last millisecond of a London day, however the clocks change between', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 400 }), (trigger, days) => {
        expect(shownInLondon(dueAt(trigger, `P${days}D`))).toBe(`${addDays(localDate(trigger), days)} 23:59:59.999`);
      }),
    );
  });
});

describe('months', () => {
  it('month ends have no memory: 31 January, 28 February, 28 March', () => {
    const february = addMonths('2026-01-31', 1);
    expect(february).toBe('2026-02-28');
    expect(addMonths(february, 1)).toBe('2026-03-28');
    expect(addMonths('2026-01-31', 2)).toBe('2026-03-31');
  });

  it.each([
    ['2028-01-31', 1, '2028-02-29'],
    ['2027-01-31', 1, '2027-02-28'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2027-12-31', 2, '2028-02-29'],
    ['2026-03-31', 1, '2026-04-30'],
    ['2026-05-31', -3, '2026-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
  ])('%s %i month(s) on is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  it("always the same day of the right month, or that month's last", () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -36, max: 36 }), (date, months) => {
        const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
        const length = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
        const expected = new Date(Date.UTC(year, month - 1 + months, Math.min(day, length)));
        expect(addMonths(date, months)).toBe(expected.toISOString().slice(0, 10));
      }),
    );
  });

  it('a leap day is counted like any other day', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(dueAt('2028-02-10T12:00:00.000Z', 'P28D', 'SCO')).toBe('2028-03-09T23:59:59.999Z');
  });
});

describe('working days', () => {
  it.each([
    ['over Easter in England', '2026-04-02', 5, 'ENG', '2026-04-13'],
    ['over Easter in Wales', '2026-04-02', 5, 'WAL', '2026-04-13'],
    ['over Easter in Scotland, where Easter Monday is worked', '2026-04-02', 5, 'SCO', '2026-04-10'],
    ['over Christmas, with a substitute for Boxing Day', '2026-12-24', 2, 'ENG', '2026-12-30'],
    ['over Hogmanay in Scotland', '2026-12-31', 1, 'SCO', '2027-01-05'],
    ['over New Year in England', '2026-12-31', 1, 'ENG', '2027-01-04'],
    ['over the one-off World Cup holiday', '2026-06-12', 1, 'SCO', '2026-06-16'],
    ['over the same Monday in England', '2026-06-12', 1, 'ENG', '2026-06-15'],
    ['from a Saturday', '2026-06-06', 1, 'ENG', '2026-06-08'],
    ["over St Andrew's Day", '2026-11-27', 1, 'SCO', '2026-12-01'],
    ['backwards over a weekend', '2026-06-08', -2, 'ENG', '2026-06-04'],
    ['backwards over a bank holiday', '2026-05-26', -1, 'ENG', '2026-05-22'],
    ['none at all', '2026-06-06', 0, 'ENG', '2026-06-06'],
  ])('%s', (_case, date, days, jurisdiction, expected) => {
    expect(addWorkingDays(date, days, jurisdiction)).toBe(expected);
  });

  it('SCOT-085: five working days end with the local day', () => {
    expect(dueAt('2026-07-31T15:00:00.000Z', '5WD', 'SCO')).toBe('2026-08-10T22:59:59.999Z');
    expect(dueAt('2026-07-31T15:00:00.000Z', '5WD', 'ENG')).toBe('2026-08-07T22:59:59.999Z');
  });

  it('nothing but working days moves off a weekend or a holiday', () => {
    expect(dueAt('2026-05-30T12:00:00.000Z', 'P7D')).toBe('2026-06-06T22:59:59.999Z');
    expect(dueAt('2026-11-25T12:00:00.000Z', 'P1M')).toBe('2026-12-25T23:59:59.999Z');
  });

  it('counts on in years whose bank holidays are not published yet, and says that the answer is provisional', () => {
    expect(addWorkingDays('2028-12-28', 5, 'ENG')).toBe('2029-01-05');
    expect(addWorkingDays('2028-12-28', 5, 'SCO')).toBe('2029-01-08');
    expect(addWorkingDays('2023-12-22', 1, 'SCO')).toBe('2023-12-27');
    expect(addWorkingDays('2029-03-29', 1, 'ENG')).toBe('2029-04-03');
    const trigger = '2028-12-28T09:00:00.000Z';
    const due = dueAt(trigger, '5WD', 'ENG');
    expect(due).toBe('2029-01-05T23:59:59.999Z');
    expect(isDueProvisional(trigger, '5WD', due)).toBe(true);
    expect(isDueProvisional(trigger, 'P7D', due)).toBe(false);
    expect(isDueProvisional('2028-12-21T09:00:00.000Z', '5WD', '2028-12-31T23:59:59.999Z')).toBe(false);
  });

  const held = fc.integer({ min: 0, max: 40 * 365 }).map((days) => addDays('2010-06-01', days));
  const nations = fc.constantFrom('ENG', 'SCO', 'WAL');

  it('lands on a working day with exactly so many in between, and comes back', () => {
    fc.assert(
      fc.property(held, fc.integer({ min: 1, max: 40 }), nations, (date, days, nation) => {
        const reached = addWorkingDays(date, days, nation);
        let between = 0;
        for (let at = addDays(date, 1); at <= reached; at = addDays(at, 1)) if (isWorkingDay(at, nation)) between += 1;
        expect(isWorkingDay(reached, nation)).toBe(true);
        expect(between).toBe(days);
        if (isWorkingDay(date, nation)) expect(addWorkingDays(reached, -days, nation)).toBe(date);
      }),
    );
  });
});

describe('periods, lateness, and what a text stands for', () => {
  it.each(['P1Y', 'P', '24H', 'P-1D', 'five days', '', 'P1M2D'])('%p is no period', (period) => {
    expect(() => dateAfter('2026-01-01', period)).toThrow(RangeError);
    expect(() => dueAt('2026-01-01T00:00:00.000Z', period)).toThrow(RangeError);
  });

  it('an hour rule opens no window of days', () => {
    expect(() => opensAt('2026-01-01T00:00:00.000Z', 'PT24H')).toThrow(RangeError);
  });

  it('a millisecond late is late', () => {
    const due = dueAt('2026-03-02T10:30:00.000Z', 'P7D');
    expect(lateBy(due, justAfter(due))).toBe('PT0.001S');
    expect(lateBy(due, addMillis(due, 90_061_500))).toBe('PT25H1M1.5S');
    expect(lateBy(due, due)).toBe('PT0S');
  });

  it('a date stands for its local midnight, an instant for itself', () => {
    expect(toInstant('2026-07-15')).toBe('2026-07-14T23:00:00.000Z');
    expect(toInstant('2026-07-15T10:00:00.000+01:00')).toBe('2026-07-15T09:00:00.000Z');
    expect(toDate('2026-07-15')).toBe('2026-07-15');
    expect(toDate('2026-07-14T23:00:00.000Z')).toBe('2026-07-15');
  });

  it('a date that does not exist is refused', () => {
    expect(() => startOfDay('2026-02-30')).toThrow(RangeError);
    expect(() => addMonths('2027-02-29', 1)).toThrow(RangeError);
  });
});
