import { mayHoldContent, withoutRestricted, withoutSections } from './restricted-content.js';

const kept = { sections: ['history', 'importantPeople'], names: new Set(['p1']) };
const without = (value: unknown): unknown => withoutRestricted(value, kept);

describe('an answer without what is restricted', () => {
  it('D20: leaves the sections out of every content of a plan, and nothing of that name elsewhere', () => {
    expect(
      without({ history: 3, current: { content: { history: { born: 'x' }, goals: [{ goalId: 'p1' }] } }, ok: true }),
    ).toEqual({ history: 3, current: { content: { goals: [{ goalId: 'p1' }] } }, ok: true });
    expect(without({ items: [{ content: { importantPeople: [] } }, { content: 'words' }] })).toEqual({
      items: [{ content: {} }, { content: 'words' }],
    });
    expect(withoutSections({ history: 1, goals: 2 }, ['history'])).toEqual({ goals: 2 });
  });

  it('D20: leaves out whole what says what became of one of them, by section, path or item', () => {
    const changes = [
      { section: 'importantPeople', itemId: 'p1', before: 'x' },
      { section: 'goals', itemId: 'p1', before: 'shown' },
      { field: 'importantPeople.0.name', to: 'x' },
      { field: '/history/born', to: 'x' },
      { field: 'historyOfFalls', to: 'shown' },
      { about: 'history', statement: 'x' },
      { itemId: 'p1', to: 'x' },
      { itemId: 'importantPeople', to: 'x' },
      { itemId: 'g1', to: 'shown' },
    ];
    expect(without({ changes, correction: { field: 'history', to: 'x' }, versionNo: 2 })).toEqual({
      changes: [changes[1], changes[4], changes[8]],
      versionNo: 2,
    });
  });

  it('knows what cannot hold any', () => {
    for (const one of [null, 'x', 3, [], { id: 'x', state: 'open', ref: { planId: 'x' } }])
      expect(mayHoldContent(one)).toBe(false);
    for (const one of [{ content: {} }, [{ a: [{ itemId: 'x' }] }], { b: { section: 'goals' } }, { field: '' }])
      expect(mayHoldContent(one)).toBe(true);
  });
});
