import { candidates, MOST_BY_A_TOKEN, MOST_CANDIDATES } from './candidates.js';
import type { TokenTier } from './search-plan.js';

const some = (of: string, count: number) => Array.from({ length: count }, (_, at) => ({ id: `${of}${at}` }));

/** Who is found by which token, and which tokens were looked up. */
function lookup(index: Readonly<Record<string, readonly { readonly id: string }[]>>) {
  const asked: string[] = [];
  const look = (token: string, limit: number) => {
    asked.push(token);
    return Promise.resolve((index[token] ?? []).slice(0, limit));
  };
  return { asked, look };
}

const plan = (near: readonly TokenTier[], similar: readonly TokenTier[] = [], broad: readonly TokenTier[] = []) => ({
  near,
  similar,
  broad,
});
const pair = { kind: 'pair', tokens: ['pair'] } as const;
const edge = { kind: 'partEdge', tokens: ['edge'] } as const;
const part = { kind: 'part', tokens: ['part'] } as const;

describe('candidates', () => {
  it('are looked up by tokens alone, each person once', async () => {
    const { asked, look } = lookup({ pair: [{ id: 'P' }], edge: [{ id: 'P' }, { id: 'Q' }] });
    const found = await candidates(plan([pair], [edge], [part]), look);
    expect(found).toEqual({ people: [{ id: 'P' }, { id: 'Q' }], crowded: false });
    expect(asked).toEqual(['pair', 'edge', 'part']);
  });

  it('are not sought by likeness where as many bear the very name as are shown', async () => {
    const { asked, look } = lookup({ pair: some('P', 20) });
    await candidates(plan([pair], [edge], [part]), look);
    expect(asked).toEqual(['pair']);
  });

  it('are sought by one part of a name only where few are found by two, or only one is sought', async () => {
    const many = lookup({ edge: some('P', 20) });
    await candidates(plan([pair], [edge], [part]), many.look);
    expect(many.asked).toEqual(['pair', 'edge']);
    const one = lookup({ year: some('P', 20) });
    await candidates(plan([{ kind: 'partYear', tokens: ['year'] }], [], [part]), one.look);
    expect(one.asked).toEqual(['year', 'part']);
  });

  it('are bounded, and it is said where there are more', async () => {
    const { look } = lookup({ a: some('a', 100), b: some('b', 100), c: some('c', 100), d: [{ id: 'never' }] });
    const found = await candidates(plan([], [], [{ kind: 'part', tokens: ['a', 'b', 'c', 'd'] }]), look);
    expect(found.people).toHaveLength(MOST_CANDIDATES);
    expect(found.people.filter(({ id }) => id.startsWith('a'))).toHaveLength(MOST_BY_A_TOKEN);
    expect(found.crowded).toBe(true);
  });
});
