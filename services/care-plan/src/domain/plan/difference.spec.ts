import { itemId, withChange } from './content.js';
import { difference } from './difference.js';

const goals = [
  { goalId: 'g1', needId: 'n1', method: 'practice' },
  { goalId: 'g2', needId: 'n1', method: 'a visit' },
];
const needs = [{ needId: 'n1', text: 'washing', actionId: 'a1' }];

describe('what an item is called', () => {
  it('ENG-141: is its own id, not that of what it refers to', () => {
    expect(goals.map((goal) => itemId('goals', goal))).toEqual(['g1', 'g2']);
    expect(itemId('needs', { needId: 'n1', actionId: 'a1' })).toBe('n1');
    expect(itemId('preferences', { preferenceId: 'p1', actionId: 'a1' })).toBe('p1');
    expect(itemId('conditions', { id: 'c1', needId: 'n1' })).toBe('c1');
    expect(itemId('goals', { needId: 'n1' })).toBeUndefined();
  });

  it('ENG-122: a change of one goal changes that goal, and nothing that shares its need', () => {
    const changed = withChange({ goals, needs }, { itemId: 'g2', field: 'method', to: 'two visits' });
    expect(changed).toEqual({ goals: [goals[0], { ...goals[1], method: 'two visits' }], needs });
    expect(withChange({ goals, needs }, { itemId: 'n1', field: 'text', to: 'bathing' })).toEqual({
      goals,
      needs: [{ ...needs[0], text: 'bathing' }],
    });
  });
});

describe('the difference of two contents', () => {
  it('ENG-141: shows each change by itself, where it is, from what and to what', () => {
    const before = { goals, needs, whatMatters: 'my garden' };
    const after = {
      goals: [
        { ...goals[0], method: 'each morning' },
        { ...goals[1], target: '2026-06-01' },
      ],
      needs,
      whatMatters: 'my cat',
    };
    expect(difference(before, after)).toEqual([
      { section: 'goals', itemId: 'g1', field: 'method', before: 'practice', after: 'each morning' },
      { section: 'goals', itemId: 'g2', field: 'target', before: null, after: '2026-06-01' },
      { section: 'whatMatters', before: 'my garden', after: 'my cat' },
    ]);
  });

  it('ENG-141: shows what came and what went, also where ids are missing or doubled', () => {
    expect(difference({ goals: [goals[0]] } as never, { goals: [goals[1]] } as never)).toEqual([
      { section: 'goals', itemId: 'g1', before: goals[0], after: null },
      { section: 'goals', itemId: 'g2', before: null, after: goals[1] },
    ]);
    const twice = [
      { goalId: 'g1', method: 'a' },
      { goalId: 'g1', method: 'b' },
    ];
    expect(difference({ goals: twice }, { goals: [twice[0], { goalId: 'g1', method: 'c' }] } as never)).toEqual([
      { section: 'goals', itemId: '#2', field: 'method', before: 'b', after: 'c' },
    ]);
    expect(difference({ routines: [{ what: 'x' }] }, { routines: [{ what: 'y' }] })).toEqual([
      { section: 'routines', itemId: '#1', field: 'what', before: 'x', after: 'y' },
    ]);
  });

  it('ENG-142: sees no change where only the order of members is another', () => {
    const [before, after] = [{ profile: { a: 1, b: [{ c: 2, d: 3 }] } }, { profile: { b: [{ d: 3, c: 2 }], a: 1 } }];
    expect(difference(before, after)).toEqual([]);
    expect(difference({ needs: [{ needId: 'n1', text: 'x' }] }, { needs: [{ text: 'x', needId: 'n1' }] })).toEqual([]);
  });
});
