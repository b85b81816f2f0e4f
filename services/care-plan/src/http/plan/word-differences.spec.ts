import { WordDifferences } from './word-differences.js';

const between = (before: string, after: string): unknown =>
  new WordDifferences([[before, after]]).between(before, after);

describe('the words that differ', () => {
  it('are said one by one, in texts as people write them', () => {
    expect(between('washes alone in the morning', 'washes with help in the morning')).toEqual([
      { text: 'washes ' },
      { text: 'alone', removed: true },
      { text: 'with help', added: true },
      { text: ' in the morning' },
    ]);
    const long = 'a morning wash, with prompting; '.repeat(300);
    expect(between(long, `${long}and tea`)).toEqual([{ text: long }, { text: 'and tea', added: true }]);
  });

  it('are the whole texts where there would be too much to compare, and never more work than the bound', () => {
    const other = (from: number, count: number): string =>
      Array.from({ length: count }, (_, index) => String.fromCharCode(97 + ((from * (index + 7) ** 2) % 23))).join(' ');
    const pairs = Array.from(
      { length: 50 },
      (_, index) => [other(index + 3, 5_000), other(index + 11, 5_000)] as const,
    );
    const characters = pairs.flat().reduce((sum, { length }) => sum + length, 0);
    const words = new WordDifferences(pairs);
    const found = pairs.map(([before, after]) => words.between(before, after));
    expect(found.at(-1)).toEqual([
      { text: pairs.at(-1)?.[0], removed: true },
      { text: pairs.at(-1)?.[1], added: true },
    ]);
    expect(words.most).toBe(50_000 + 4 * characters);
    expect(words.spent).toBeLessThanOrEqual(words.most);
  });

  it('of nothing are nothing, and of anything else its JSON', () => {
    expect(between('', '')).toEqual([]);
    expect(new WordDifferences([[null, { a: 1 }]]).between(null, { a: 1 })).toEqual([{ text: '{"a":1}', added: true }]);
  });
});
