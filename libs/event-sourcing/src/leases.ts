/** Ends a task; resolves once nothing of it runs any more. */
export type Release = () => Promise<void>;

/** How many tasks a replica may hold at once; asked before each attempt to take one. */
export interface Room {
  /** Whether there was room; what took some gives it back when it ends. */
  take(): boolean;
  give(): void;
}

/** The replicas that share the tasks of a group, as long as they live. */
export interface Membership {
  /** How many there are now, this one included. */
  size(): Promise<number>;
  leave(): Promise<void>;
}

/**
 * Tasks that one replica of a service runs at a time (relay, policies, clock), however many replicas share its log. A lease survives
 * crashes (another replica takes the task over) and is never held twice. Every adapter passes `testing/leases.contract.ts`.
 */
export interface Leases {
  /** True if this is the only process on the log; checkpoints then need no flush for other replicas. */
  readonly alone: boolean;
  /**
   * Waits in the background for the task, calls `begin` when this process holds it, ends it when the lease is lost, and waits
   * again, until the returned function is called. `term` grows with every new holder: a fencing token for writes elsewhere.
   */
  acquire(task: string, begin: (term: number) => Promise<Release>, room?: Room): Promise<Release>;
  /** Whether this process holds the task's lease now. */
  holds(task: string): boolean;
  join(group: string): Membership;
  close(): Promise<void>;
}

export const UNLIMITED: Room = { take: () => true, give: () => undefined };

type Holders = Map<string, { owner: object | undefined; term: number }>;

/** How often a lease that another one holds is tried again, in milliseconds. */
const RETRY_MS = 20;

/** The leases of the only process on a log: it holds every one from the start. Tests share `holders` between several. */
export class MemoryLeases implements Leases {
  readonly alone: boolean;
  readonly holders: Holders;
  readonly #held = new Map<string, Release>();
  #isDead = false;

  constructor(holders?: Holders) {
    this.alone = holders === undefined;
    this.holders = holders ?? new Map();
  }

  async acquire(task: string, begin: (term: number) => Promise<Release>, room: Room = UNLIMITED): Promise<Release> {
    const holder = this.#holder(task);
    let stopped = false;
    let wake = (): void => undefined;
    const work = async (): Promise<void> => {
      while (!stopped && !this.#isDead) {
        if (holder.owner === undefined && room.take()) {
          holder.owner = this;
          holder.term += 1;
          this.#held.set(task, await begin(holder.term));
          return;
        }
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, RETRY_MS);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    };
    const waiting = work();
    // A free lease is taken before this resolves, so a single process starts its tasks in order.
    if (holder.owner === this) await waiting;
    return async () => {
      stopped = true;
      wake();
      await waiting;
      const end = this.#held.get(task);
      if (end === undefined) return;
      this.#held.delete(task);
      await end();
      if (holder.owner === this) holder.owner = undefined;
      room.give();
    };
  }

  holds(task: string): boolean {
    return this.#held.has(task);
  }

  join(group: string): Membership {
    const prefix = `member of ${group} `;
    const own = this.#holder(`${prefix}${this.holders.size}`);
    own.owner = this;
    const members = (): number =>
      [...this.holders].filter(([name, { owner }]) => name.startsWith(prefix) && owner !== undefined).length;
    return {
      size: () => Promise.resolve(Math.max(1, members())),
      leave: () => {
        own.owner = undefined;
        return Promise.resolve();
      },
    };
  }

  #holder(name: string): { owner: object | undefined; term: number } {
    const holder = this.holders.get(name) ?? { owner: undefined, term: 0 };
    this.holders.set(name, holder);
    return holder;
  }

  /** For tests of a crash: what it held is free, and nothing was ended. */
  crash(): void {
    this.#isDead = true;
    for (const holder of this.holders.values()) if (holder.owner === this) holder.owner = undefined;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
