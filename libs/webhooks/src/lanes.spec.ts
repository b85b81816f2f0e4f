import { Lanes, type Place } from './lanes.js';

const ALL = { width: 8, onlyOldest: false };
const place = (seq: number, lane: string, urgent = false): Place => ({ seq, lane, urgent });
const lanesOf = (...places: readonly Place[]): Lanes => {
  const lanes = new Lanes();
  for (const one of places) lanes.add(one);
  return lanes;
};
const taken = (lanes: Lanes, now = 0, allowance = ALL): readonly number[] => {
  const found: number[] = [];
  for (let one = lanes.take(now, allowance); one !== undefined; one = lanes.take(now, allowance))
    found.push(one.place.seq);
  return found;
};

describe('the lanes of an endpoint (PLAT-13)', () => {
  it('attempts one notice of a subscription at a time, in order', () => {
    const lanes = lanesOf(place(1, 'a'), place(2, 'a'), place(3, 'b'));
    expect(taken(lanes)).toEqual([1, 3]);
    lanes.accepted(place(1, 'a'));
    expect(taken(lanes)).toEqual([2]);
    expect(lanes.size).toBe(2);
  });

  it('takes as many lanes as it may, urgent ones first, then the oldest', () => {
    const places = [place(1, 'a'), place(2, 'b'), place(3, 'c'), place(4, 'b', true)];
    expect(taken(lanesOf(...places), 0, { ...ALL, width: 2 })).toEqual([2, 1]);
  });

  it('a failing notice delays its own lane alone, and is due when it was said to be', () => {
    const lanes = lanesOf(place(1, 'a'), place(2, 'a'), place(3, 'b'));
    taken(lanes);
    lanes.failed(place(1, 'a'), 500);
    lanes.accepted(place(3, 'b'));
    expect(taken(lanes, 499)).toEqual([]);
    expect(lanes.dueAt(ALL)).toBe(500);
    expect(lanes.failing()).toEqual([{ seq: 1, failed: 1, dueAt: 500 }]);
    expect(lanes.take(500, ALL)).toEqual({ place: place(1, 'a'), attempt: 2 });
    lanes.accepted(place(1, 'a'));
    expect(lanes.take(500, ALL)).toEqual({ place: place(2, 'a'), attempt: 1 });
  });

  it('with an open circuit tries the oldest notice and no other', () => {
    const lanes = lanesOf(place(1, 'a'), place(2, 'b', true), place(3, 'c'));
    const probe = { width: 8, onlyOldest: true };
    expect(taken(lanes, 0, probe)).toEqual([1]);
    expect(lanes.dueAt(probe)).toBeUndefined();
    lanes.failed(place(1, 'a'), 700);
    expect(taken(lanes, 699, probe)).toEqual([]);
    expect(lanes.dueAt(probe)).toBe(700);
    lanes.allDue();
    expect(taken(lanes, 1, probe)).toEqual([1]);
    lanes.putBack(place(1, 'a'));
    expect(lanes.busy).toBe(0);
    expect(taken(lanes, 1, probe)).toEqual([1]);
  });

  it('goes on with what an earlier process had tried', () => {
    const lanes = new Lanes();
    lanes.add(place(1, 'a'), 3, 900);
    expect(taken(lanes, 899)).toEqual([]);
    expect(lanes.take(900, ALL)?.attempt).toBe(4);
  });

  it('has nothing due where nothing waits', () => {
    const lanes = lanesOf(place(1, 'a'));
    taken(lanes);
    expect(lanes.dueAt(ALL)).toBeUndefined();
    lanes.accepted(place(1, 'a'));
    expect(lanes.dueAt(ALL)).toBeUndefined();
  });
});
