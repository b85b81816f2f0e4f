import fc from 'fast-check';
import { DueTimes } from './due-times.js';

describe('what is due when (PLAT-13)', () => {
  it('gives the earliest first, each once, by the time it was set to last', () => {
    const due = new DueTimes();
    due.set('a', 30);
    due.set('b', 10);
    due.set('c', 20);
    due.set('b', 40);
    expect(due.next()).toBe(20);
    expect(due.due(30)).toEqual(['c', 'a']);
    expect(due.due(39)).toEqual([]);
    due.delete('b');
    expect(due.next()).toBeUndefined();
    due.set('a', 5);
    expect(due.due(5)).toEqual(['a']);
  });

  it('is what sorting would give', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 100 })));
    fc.assert(
      fc.property(steps, (set) => {
        const due = new DueTimes();
        for (const [name, at] of set) due.set(String(name), at);
        const last = new Map(set);
        const times = due.due(100).map((name) => last.get(Number(name)));
        expect(times).toEqual([...last.values()].sort((a, b) => a - b));
      }),
    );
  });
});
