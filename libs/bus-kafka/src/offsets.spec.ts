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

  it('are told together, the last one of each partition', async () => {
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

  it('are still owed where the group cannot be told, and never older ones than were reached since', async () => {
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

  it('are told once', async () => {
    offsets.reached('a', 0, 1n);
    await offsets.commit();
    await offsets.commit();
    expect(told).toHaveLength(1);
  });

  it('are forgotten when partitions change hands, those too that could not be told meanwhile', async () => {
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
