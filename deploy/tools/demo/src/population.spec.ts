import { Population } from './population.js';

describe('a synthetic population', () => {
  it('is the same for the same seed, and another for another', () => {
    const people = (seed: number) => Array.from({ length: 200 }, (_, index) => new Population(seed).person(index));
    expect(people(7)).toEqual(people(7));
    expect(people(7)).not.toEqual(people(8));
    expect(new Set(people(7).map(({ born }) => born)).size).toBeGreaterThan(150);
    for (const { born } of people(7)) expect(born).toMatch(/^19[2-6]\d-\d\d-\d\d$/);
  });
});
