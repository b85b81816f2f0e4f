import { retryAfter, retryDelay } from './retry-schedule.js';

const seconds = (failed: number, random = 0.5, scale = 1) =>
  retryDelay(failed, { random: () => random, scale }) / 1_000;

describe('the schedule of attempts (PLAT-13)', () => {
  it('waits longer after each failure, and a day from the eleventh on', () => {
    const hour = 3_600;
    const delays = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 100].map((failed) => seconds(failed));
    expect(delays).toEqual(
      [5, 30, 120, 300, 1_800, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour].concat(
        24 * hour,
        24 * hour,
      ),
    );
  });

  it('comes up to a fifth earlier or later, and tests shorten it', () => {
    expect([seconds(2, 0), seconds(2, 1)]).toEqual([24, 36]);
    expect(seconds(2, 0.5, 0.001)).toBe(0.03);
  });

  it('obeys what the receiver asks for, up to an hour', () => {
    const now = Date.parse('2026-01-15T12:00:00.000Z');
    expect(retryAfter('120', now)).toBe(120_000);
    expect(retryAfter('Thu, 15 Jan 2026 12:00:30 GMT', now)).toBe(30_000);
    expect(retryAfter('Thu, 15 Jan 2026 11:00:00 GMT', now)).toBe(0);
    expect(retryAfter('86400', now)).toBe(3_600_000);
    expect(retryAfter('soon', now)).toBeUndefined();
    expect(retryAfter(undefined, now)).toBeUndefined();
  });
});
