import { added, countsFrom, dueBounds, dueIn, NO_WORK, type DueOrder } from './due-counts.js';

const NOW = '2026-05-11T09:00:00.000Z';
const dated: DueOrder = { at: (instant) => `0 ${instant}`, undated: '1' };
const always: DueOrder = { at: (instant) => instant };

describe('when something is due', () => {
  it.each([
    ['0 2026-05-11T08:59:59.999Z', 'overdue'],
    ['0 2026-05-11T09:00:00.000Z', 'today'],
    // The last instant of the day, in local time.
    ['0 2026-05-11T22:59:59.999Z', 'today'],
    ['0 2026-05-11T23:00:00.000Z', 'week'],
    ['0 2026-05-18T22:59:59.999Z', 'week'],
    ['0 2026-05-18T23:00:00.000Z', 'later'],
    ['1 2026-05-01T09:00:00.000Z', 'none'],
  ])('is told by its place in the order of its list: %s is %s', (place, due) => {
    expect(dueIn(dated, place, NOW)).toBe(due);
  });

  it('is later where everything has a date', () => {
    expect(dueIn(always, '2027-01-01T00:00:00.000Z id', NOW)).toBe('later');
    expect(dueIn(always, `${NOW} id`, NOW)).toBe('today');
  });

  it('is counted by what stands before each bound', () => {
    const of = (...counts: readonly number[]) => counts.map((count, nth) => ({ value: `k${nth}`, count }));
    const before = dueBounds(dated, NOW).map((_, nth) => of(nth, 1));
    expect(countsFrom(dated, NOW, before, of(4, 3))).toEqual({
      total: 7,
      due: { overdue: 1, today: 1, week: 1, later: 1, none: 3 },
      kinds: { k0: 4, k1: 3 },
    });
    const counted = countsFrom(
      always,
      NOW,
      dueBounds(always, NOW).map(() => of(1)),
      of(2),
    );
    expect(counted.due).toEqual({ overdue: 1, today: 0, week: 0, later: 1, none: 0 });
    expect(added(counted, added(counted, NO_WORK))).toEqual({
      total: 4,
      due: { overdue: 2, today: 0, week: 0, later: 2, none: 0 },
      kinds: { k0: 4 },
    });
  });
});
