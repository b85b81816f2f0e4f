import { until } from '@carethread/event-sourcing/testing';
import { Offsets } from './offsets.js';

describe('offsets of what is stored', () => {
  let told: { readonly topic: string; readonly partition: number; readonly offset: string }[][];
  let away: boolean;
  let offsets: Offsets;
  beforeEach(() => {
    told = [];
    away = false;
    offsets = new Offsets((owed) => {
      if (away) return Promise.reject(new Error('the group is being rebalanced'));
      told.push(owed);
      return Promise.resolve();
    });
  });
  afterEach(() => offsets.discard());

  it('are committed together, the last one of each partition', async () => {
    offsets.reached('a', 0, 1n);
    offsets.reached('a', 0, 2n);
    offsets.reached('a', 1, 7n);
    await until('the group is told', () => told.length === 1);
    expect(told).toEqual([
      [
        { topic: 'a', partition: 0, offset: '2' },
        { topic: 'a', partition: 1, offset: '7' },
      ],
    ]);
  });

  it('are committed later where a commit failed, and never older ones than were reached since', async () => {
    away = true;
    offsets.reached('a', 0, 1n);
    offsets.reached('a', 1, 4n);
    const telling = offsets.commit();
    offsets.reached('a', 0, 2n);
    await telling;
    away = false;
    await offsets.commit();
    expect(told.flat()).toEqual([
      { topic: 'a', partition: 0, offset: '2' },
      { topic: 'a', partition: 1, offset: '4' },
    ]);
  });

  it('are committed once', async () => {
    offsets.reached('a', 0, 1n);
    await offsets.commit();
    await offsets.commit();
    expect(told).toHaveLength(1);
  });

  it('are dropped when partitions are reassigned, also those whose commit failed meanwhile', async () => {
    offsets.reached('a', 0, 1n);
    offsets.discard();
    await offsets.commit();
    away = true;
    offsets.reached('a', 0, 2n);
    const telling = offsets.commit();
    offsets.discard();
    await telling;
    away = false;
    await offsets.commit();
    expect(told).toEqual([]);
  });
});
