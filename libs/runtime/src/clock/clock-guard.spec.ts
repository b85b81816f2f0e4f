import { ClockGuard } from './clock-guard.js';

const START = Date.parse('2026-03-02T09:00:00.000Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const at = (millis: number): string => new Date(millis).toISOString();

function machine(wall = START) {
  const time = { wall, monotonic: 0 };
  const guard = new ClockGuard({ wall: () => time.wall, monotonic: () => time.monotonic });
  const pass = (monotonic: number, wallToo = monotonic): void => {
    time.monotonic += monotonic;
    time.wall += wallToo;
  };
  return { guard, pass };
}

describe('the clock of production', () => {
  it('goes with the machine, and clamps small steps back', () => {
    const { guard, pass } = machine();
    pass(MINUTE);
    expect(guard.now()).toBe(START + MINUTE);
    pass(1_000, -4 * MINUTE);
    expect(guard.now()).toBe(START + MINUTE);
    pass(10 * MINUTE);
    expect(guard.now()).toBe(START + 7 * MINUTE);
    expect(guard.refusal()).toBeUndefined();
  });

  it.each([
    ['forward', 6 * MINUTE],
    ['back', -6 * MINUTE],
  ])('refuses writes after a leap %s of more than five minutes, while time goes on as it was trusted', (_, leap) => {
    const { guard, pass } = machine();
    pass(MINUTE, MINUTE + leap);
    expect(guard.refusal()).toMatch(/the clock leapt by .*accept-clock/);
    expect(guard.now()).toBe(START + MINUTE);
    pass(MINUTE);
    expect(guard.now()).toBe(START + 2 * MINUTE);
    pass(MINUTE, MINUTE - leap);
    expect(guard.refusal()).toBeDefined();
  });

  it('takes a long idle time for no leap', () => {
    const { guard, pass } = machine();
    pass(400 * DAY, 400 * DAY + 4 * MINUTE);
    expect(guard.refusal()).toBeUndefined();
  });

  it('writes again once the operator has accepted the clock as it stands', () => {
    const { guard, pass } = machine();
    pass(0, 2 * DAY);
    expect(guard.refusal()).toBeDefined();
    expect(guard.accept()).toBe(at(START + 2 * DAY));
    expect(guard.refusal()).toBeUndefined();
    expect(guard.now()).toBe(START + 2 * DAY);
  });

  it.each([
    ['a log that ends now', 0, undefined],
    ['a log that ends a moment ahead, after a step back', 4 * MINUTE, undefined],
    ['a log that ends in the future', 6 * MINUTE, /before the last recorded event/],
    ['a log that ended 29 days ago', -29 * DAY, undefined],
    ['a log that ended 31 days ago', -31 * DAY, /more than 30 days after/],
  ])('at a start on %s', (_, distance, refusal) => {
    const { guard } = machine();
    guard.startAfter([{ recordedAt: at(START - 40 * DAY) }, { recordedAt: at(START + distance) }]);
    if (refusal === undefined) expect(guard.refusal()).toBeUndefined();
    else expect(guard.refusal()).toMatch(refusal);
  });

  it('remembers at the next start what was accepted while the log stood where it stands', () => {
    const { guard } = machine();
    guard.startAfter([{ recordedAt: at(START + DAY), accepted: at(START - MINUTE) }]);
    expect(guard.refusal()).toBeUndefined();
    const earlier = machine(START - DAY).guard;
    earlier.startAfter([{ recordedAt: at(START + DAY), accepted: at(START - MINUTE) }]);
    expect(earlier.refusal()).toBeDefined();
  });
});
