import { drawn, wilson } from '../mutants/figures.mjs';

const hundred = Array.from({ length: 100 }, (_, index) => index);

describe('a sample of mutants', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(drawn(hundred, 10, 7)).toEqual(drawn(hundred, 10, 7));
    expect(drawn(hundred, 10, 7)).not.toEqual(drawn(hundred, 10, 8));
  });

  it('draws each mutant once, and all of them when it may', () => {
    expect(new Set(drawn(hundred, 60, 7)).size).toBe(60);
    expect(drawn(hundred, 300, 7).sort((one, other) => one - other)).toEqual(hundred);
  });

  it('draws each about as often as any other', () => {
    const times = hundred.map(() => 0);
    for (let seed = 0; seed < 2_000; seed += 1)
      for (const one of drawn(hundred, 10, seed)) times[one] = (times[one] ?? 0) + 1;
    expect(Math.min(...times)).toBeGreaterThan(140);
    expect(Math.max(...times)).toBeLessThan(260);
  });
});

describe('the interval of a share', () => {
  it('is Wilson’s, at 95 %', () => {
    const { low, high } = wilson(255, 300);
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.8052', '0.8860']);
  });

  it('stays below one when every mutant was noticed', () => {
    const { low, high } = wilson(100, 100);
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.9630', '1.0000']);
  });
});
