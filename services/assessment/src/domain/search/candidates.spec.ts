import { candidates, MOST_BY_A_TOKEN } from './candidates.js';
import type { TokenTier } from './search-plan.js';

const some = (of: string, count: number) => Array.from({ length: count }, (_, at) => `${of}${at}`);

/** Who is found by which token, and which tokens were looked up. */
function lookup(index: Readonly<Record<string, readonly string[]>>) {
  const asked: string[] = [];
  const look = (tokens: readonly string[], limit: number) => {
    asked.push(...tokens);
    return Promise.resolve(tokens.map((token) => (index[token] ?? []).slice(0, limit)));
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
    const { asked, look } = lookup({ pair: ['P'], edge: ['P', 'Q'] });
    const found = await candidates(plan([pair], [edge], [part]), look);
    expect(found).toEqual({ ids: ['P', 'Q'], crowded: false });
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

  it('come in the order of how many tokens lead to them, and of how few share each', async () => {
    const { look } = lookup({ common: ['A', 'B', ...some('x', 30)], rare: ['C'], also: ['B', ...some('y', 30)] });
    const kinds = { kind: 'part', tokens: ['common', 'rare', 'also'] } as const;
    const { ids } = await candidates(plan([], [], [kinds]), look);
    expect(ids.slice(0, 2)).toEqual(['B', 'C']);
  });

  it('come in the order of what their tokens say: two parts of a name before one', async () => {
    const { look } = lookup({ edge: ['edge'], pair: ['pair'], part: ['part'] });
    const { ids } = await candidates(plan([pair], [edge], [part]), look);
    expect(ids).toEqual(['pair', 'edge', 'part']);
  });

  it('leave out those whose tokens say next to nothing beside those of somebody else', async () => {
    const start = { kind: 'start', tokens: ['start'] } as const;
    const { look } = lookup({ pair: ['P'], edge: ['P', 'Q'], start: ['P', 'Q', 'R'] });
    expect((await candidates(plan([pair], [edge], [start]), look)).ids).toEqual(['P', 'Q']);
    expect((await candidates(plan([], [], [start]), look)).ids).toEqual(['P', 'Q', 'R']);
  });

  it('are bounded for each token, and it is said where there are more', async () => {
    const { look } = lookup({ a: some('a', 100), b: some('b', 10) });
    const found = await candidates(plan([], [], [{ kind: 'part', tokens: ['a', 'b'] }]), look);
    expect(found.ids.filter((id) => id.startsWith('a'))).toHaveLength(MOST_BY_A_TOKEN);
    expect(found.crowded).toBe(true);
    const { crowded } = await candidates(plan([], [], [{ kind: 'part', tokens: ['b'] }]), look);
    expect(crowded).toBe(false);
  });

  it('are not called crowded where only similar names are', async () => {
    const { look } = lookup({ edge: some('edge', 100) });
    expect((await candidates(plan([pair], [edge], [part]), look)).crowded).toBe(false);
  });
});
