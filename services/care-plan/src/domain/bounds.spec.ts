import { happenedAt, oneDay, dayWithinAYear } from './bounds.js';

const code = (act: () => unknown): string => {
  try {
    return String(act());
  } catch (refusal) {
    return (refusal as { code?: string }).code ?? 'thrown';
  }
};

describe('when something happened', () => {
  const facts = { bornOn: '1941-05-04' };
  it.each([
    ['2026-03-29T00:59:59.999Z', '2026-03-29T00:59:59.999Z'],
    ['2026-03-29', '2026-03-29T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['1941-05-04', '1941-05-03T23:00:00.000Z'],
    ['1941-05-03', 'TIMESCALE_INVALID'],
    ['2026-03-29T01:00:00.001Z', 'FUTURE_DATE'],
    ['2199-12-31', 'FUTURE_DATE'],
    ['1800-01-01', 'TIMESCALE_INVALID'],
  ])('%s is %s, on the day the clocks go forward', (at, expected) => {
    const context = { now: '2026-03-29T01:00:00.000Z', facts };
    expect(code(() => happenedAt(at, 'at', context))).toBe(expected);
  });
});

describe('the day of something that was talked about', () => {
  it.each([
    ['2026-10-25', '2026-10-25'],
    ['2026-10-25T23:30:00.000Z', '2026-10-25'],
    ['2026-10-26', 'FUTURE_DATE'],
    ['2025-10-24', '2025-10-24'],
    ['2025-10-23', 'TIMESCALE_INVALID'],
  ])('%s is %s, on the day the clocks go back', (at, expected) => {
    expect(code(() => dayWithinAYear(at, 'date', { now: '2026-10-25T23:45:00.000Z' }))).toBe(expected);
  });

  it('is the local day of when it happened, where both are said', () => {
    expect(code(() => oneDay('2026-07-15', '2026-07-14T23:30:00.000Z'))).toBe('undefined');
    expect(code(() => oneDay('2026-07-14', '2026-07-14T23:30:00.000Z'))).toBe('MALFORMED');
    expect(code(() => oneDay('2026-07-14', undefined))).toBe('undefined');
  });
});
