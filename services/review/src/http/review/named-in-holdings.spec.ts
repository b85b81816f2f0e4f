import { namedInHoldings } from './named-in-holdings.js';

describe('what stands in a section of a plan, as review knows it', () => {
  const plan = (holdings?: object) => ({ holdings });
  const reader = {
    facts: () =>
      Promise.resolve({
        plans: {
          A: plan({ importantPeople: ['p1'], 'preferences.items': ['f1'], goals: ['g1'] }),
          B: plan({ importantPeople: ['p2'] }),
          C: plan(),
        },
      } as never),
  };

  it('D20: is what every plan of the person holds in it, by id', async () => {
    expect(await namedInHoldings(reader, 'P', ['importantPeople', 'preferences'])).toEqual(['p1', 'f1', 'p2']);
    expect(await namedInHoldings(reader, 'P', ['history'])).toEqual([]);
  });
});
