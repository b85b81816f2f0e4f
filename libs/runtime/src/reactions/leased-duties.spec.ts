import { MemoryLeases } from '@carethread/event-sourcing';
import { until } from '@carethread/event-sourcing/testing';
import { LeasedTasks } from './leased-tasks.js';

describe('a duty of a service', () => {
  it('is done by one of its replicas, and by the other once that one ends', async () => {
    const holders: MemoryLeases['holders'] = new Map();
    const busy: string[] = [];
    const replicas = ['first', 'second'].map((name) => ({
      name,
      tasks: new LeasedTasks(new MemoryLeases(holders), () => Promise.resolve(0)),
    }));
    for (const { name, tasks } of replicas)
      await tasks.take('mailer', () => {
        busy.push(name);
        return Promise.resolve(() => {
          busy.splice(busy.indexOf(name), 1);
          return Promise.resolve();
        });
      });
    expect(busy).toEqual(['first']);
    await replicas[0]?.tasks.end();
    await until('the other replica takes it up', () => busy.length > 0);
    expect(busy).toEqual(['second']);
    await replicas[1]?.tasks.end();
    expect(busy).toEqual([]);
  });
});
