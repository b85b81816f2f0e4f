import type { StoredEvent } from '@carethread/event-sourcing';
import { Tail } from './tail.js';

const at = (position: number): StoredEvent => ({ position }) as StoredEvent;
const positions = (events: readonly StoredEvent[]): readonly number[] => events.map(({ position }) => position);

describe('the end of a log as one of its processes knows it', () => {
  let stored: StoredEvent[];
  let asked: number;
  let tail: Tail;
  const store = (...added: readonly number[]): void => void stored.push(...added.map(at));
  beforeEach(() => {
    stored = [];
    asked = 0;
    tail = new Tail((after, limit) => {
      asked += 1;
      return Promise.resolve(stored.filter(({ position }) => position > after).slice(0, limit));
    });
  });

  it('is caught up where the server had no more, and no append was announced since', async () => {
    store(1, 2);
    expect(positions(await tail.read(0, 10))).toEqual([1, 2]);
    expect(tail.isCaughtUp(2)).toBe(true);
    expect(tail.isCaughtUp(1)).toBe(false);
    tail.invalidate();
    expect(tail.isCaughtUp(2)).toBe(false);
    store(3);
    expect(positions(await tail.read(2, 10))).toEqual([3]);
    expect(tail.isCaughtUp(3)).toBe(true);
  });

  it('what this process stores itself raises no doubt, and is at hand for all', async () => {
    store(1);
    await tail.read(0, 10);
    store(2);
    tail.remember([at(2)]);
    asked = 0;
    expect(positions(await tail.read(1, 10))).toEqual([2]);
    expect(tail.isCaughtUp(2)).toBe(true);
    expect(asked).toBe(0);
  });

  it('a doubt that comes before this process knows of its own last event is not forgotten', async () => {
    store(1);
    await tail.read(0, 10);
    store(2, 3); // 2 is its own, 3 another's, of which it is told first
    tail.invalidate();
    tail.remember([at(2)]);
    expect(tail.isCaughtUp(2)).toBe(false);
    expect(positions(await tail.read(2, 10))).toEqual([3]);
  });

  it('shares one query among those who wait at the end, and queries again for later calls', async () => {
    store(1);
    await tail.read(0, 10);
    asked = 0;
    store(2);
    const answers = await Promise.all([tail.read(1, 10), tail.read(1, 10), tail.read(1, 1)]);
    expect(answers.map(positions)).toEqual([[2], [2], [2]]);
    expect(asked).toBe(1);
    expect(await tail.read(2, 10)).toEqual([]);
    expect(asked).toBe(2);
  });

  it('reads what is no longer at hand from the server, in order and without a gap', async () => {
    store(1, 2, 3, 4, 5);
    tail.remember([at(1)]);
    tail.remember([at(5)]);
    expect(positions(await tail.read(0, 3))).toEqual([1, 2, 3]);
    expect(positions(await tail.read(3, 10))).toEqual([4, 5]);
    expect(positions(await tail.read(4, 10))).toEqual([5]);
  });
});
