import type { Leases, Release } from '@carethread/event-sourcing';
import { FairShare } from './fair-share.js';

/** What one replica of a service does for all of them. */
export type LeasedTask = 'relay' | 'policies' | 'clock';

interface Task {
  start(): Promise<void>;
  stop(): Promise<void>;
  caughtUp(position: number): Promise<void>;
}

/** How soon a replica reads again how far the holder of a lease has come; doubled each time, since every read goes to the server. Milliseconds. */
const POLL_MS = 10;
const LONGEST_POLL_MS = 160;

/** The tasks of a service, each on whichever of its replicas holds the lease. */
export class LeasedTasks {
  readonly #tasks = new Map<LeasedTask, Task>();
  readonly #ends: Release[] = [];

  constructor(
    readonly leases: Leases,
    /** How far a task has come by its checkpoint, which the replica that holds the lease writes. */
    readonly reached: (name: LeasedTask) => Promise<number>,
  ) {}

  /** Starts the task as soon as this process holds its lease. */
  async start(name: LeasedTask, task: Task): Promise<void> {
    this.#tasks.set(name, task);
    const end = await this.leases.acquire(name, async () => {
      await task.start();
      return () => task.stop();
    });
    this.#ends.push(end);
  }

  /** Starts a duty of the service as soon as this process holds its lease. */
  async take(name: string, begin: () => Promise<Release>): Promise<void> {
    this.#ends.push(await this.leases.acquire(name, begin));
  }

  /** Starts those duties of a group that are this replica's share; the others are for the other replicas. */
  async share(group: string, duties: ReadonlyMap<string, () => Promise<Release>>): Promise<void> {
    const shared = await FairShare.start(this.leases, group, duties);
    this.#ends.push(() => shared.end());
  }

  holds(name: LeasedTask): boolean {
    return this.leases.holds(name);
  }

  /** Resolves when a task is done with everything up to a position, on whichever replica holds its lease. */
  async done(name: LeasedTask, position: number): Promise<void> {
    for (let poll = POLL_MS; !this.holds(name); poll = Math.min(2 * poll, LONGEST_POLL_MS)) {
      if ((await this.reached(name)) >= position) return;
      await new Promise((resolve) => setTimeout(resolve, poll));
    }
    await this.#tasks.get(name)?.caughtUp(position);
  }

  /** Ends the tasks and gives up their leases, the last one first. */
  async end(): Promise<void> {
    for (const end of this.#ends.toReversed()) await end();
  }
}
