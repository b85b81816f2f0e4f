import { MemoryLeases, type Release } from '@carethread/event-sourcing';
import { until } from '@carethread/event-sourcing/testing';
import { LeasedTasks } from './leased-tasks.js';

const TASKS = Array.from({ length: 16 }, (_, nth) => `deliver-${nth}`);

/** Replicas that share sixteen tasks, and whoever does one of them at each moment. */
class Site {
  readonly holders: ConstructorParameters<typeof MemoryLeases>[0] = new Map();
  readonly doing = new Map<string, Replica>();
  /** Tasks that were begun while somebody else still did them. */
  readonly twice: string[] = [];

  async replica(): Promise<Replica> {
    const replica = new Replica(this);
    await replica.tasks.share('deliver', new Map(TASKS.map((task) => [task, () => replica.begin(task)])));
    return replica;
  }
}

class Replica {
  readonly leases: MemoryLeases;
  readonly tasks: LeasedTasks;
  isDead = false;

  constructor(readonly site: Site) {
    this.leases = new MemoryLeases(site.holders);
    this.tasks = new LeasedTasks(this.leases, () => Promise.resolve(0));
  }

  begin(task: string): Promise<Release> {
    const { doing, twice } = this.site;
    const other = doing.get(task);
    if (other !== undefined && !other.isDead) twice.push(task);
    doing.set(task, this);
    return Promise.resolve(async () => {
      // Whatever is under way is waited for: nobody may begin before that.
      await new Promise(setImmediate);
      if (doing.get(task) === this) doing.delete(task);
    });
  }

  get count(): number {
    return [...this.site.doing.values()].filter((one) => one === this).length;
  }

  kill(): void {
    this.isDead = true;
    this.leases.crash();
  }
}

describe('tasks that replicas share', () => {
  it('PLAT-14: two have eight each, three six at most, and what one leaves or dies with the others take up', async () => {
    const site = new Site();
    const first = await site.replica();
    expect(first.count).toBe(16);
    const second = await site.replica();
    await until('two share them', () => first.count === 8 && second.count === 8);
    const third = await site.replica();
    await until(
      'three share them',
      () => [first, second, third].every(({ count }) => count >= 4 && count <= 6) && site.doing.size === 16,
    );
    second.kill();
    await until('the two that live share them', () => first.count === 8 && third.count === 8);
    await first.tasks.end();
    await until('one has them all', () => third.count === 16);
    await third.tasks.end();
    expect([site.doing.size, site.twice]).toEqual([0, []]);
  });

  it('PLAT-14: a task that is handed on is done again within a moment, and the others go on meanwhile', async () => {
    const site = new Site();
    const first = await site.replica();
    const second = await site.replica();
    const kept = TASKS.slice(0, 8);
    let least = TASKS.length;
    await until('they are shared', () => {
      least = Math.min(least, site.doing.size);
      expect(kept.every((task) => site.doing.get(task) === first)).toBe(true);
      return second.count === 8;
    });
    expect(least).toBeGreaterThanOrEqual(8);
    await second.tasks.end();
    await until('the first has them all', () => first.count === 16);
    await first.tasks.end();
    expect(site.twice).toEqual([]);
  });

  it('a single process has them all from the start, in order', async () => {
    const begun: string[] = [];
    const tasks = new LeasedTasks(new MemoryLeases(), () => Promise.resolve(0));
    const begin = (task: string) => (): Promise<Release> => {
      begun.push(task);
      return Promise.resolve(() => Promise.resolve());
    };
    await tasks.share('deliver', new Map(TASKS.map((task) => [task, begin(task)])));
    expect(begun).toEqual(TASKS);
    await tasks.end();
  });
});
