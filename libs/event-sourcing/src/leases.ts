/** Ends what a duty began; resolves once nothing of it runs any more. */
export type Release = () => Promise<void>;

/**
 * Duties that one copy of a service carries at a time (relay, views, policies, clock), however many copies share its log. A lease
 * survives crashes (another copy takes the duty over) and is never held twice. Every adapter passes `testing/leases.contract.ts`.
 */
export interface Leases {
  /** True if this is the only process on the log; checkpoints then need no flush for other replicas. */
  readonly alone: boolean;
  /**
   * Waits in the background for the duty, calls `begin` when this process holds it, ends it when the lease is lost, and waits
   * again, until the returned function is called. `term` grows with every new holder: a fencing token for writes elsewhere.
   */
  acquire(duty: string, begin: (term: number) => Promise<Release>): Promise<Release>;
  /** Whether this process carries the duty at this moment. */
  holds(duty: string): boolean;
  close(): Promise<void>;
}

/** The leases of a process that has its log to itself: every duty is its own, from the start. `Holders` may be shared in tests. */
export class MemoryLeases implements Leases {
  readonly alone = true;
  readonly #carried = new Map<string, Release>();
  readonly #waiting = new Map<object, () => void>();

  constructor(readonly holders: Map<string, { owner: object | undefined; term: number }> = new Map()) {}

  async acquire(duty: string, begin: (term: number) => Promise<Release>): Promise<Release> {
    const holder = this.holders.get(duty) ?? { owner: undefined, term: 0 };
    this.holders.set(duty, holder);
    let stopped = false;
    const take = async (): Promise<void> => {
      holder.owner = this;
      holder.term += 1;
      this.#carried.set(duty, await begin(holder.term));
    };
    const waiting =
      holder.owner === undefined
        ? take()
        : (async () => {
            while (holder.owner !== undefined && !stopped)
              await new Promise<void>((resolve) => {
                const timer = setTimeout(resolve, 20);
                this.#waiting.set(holder, () => {
                  clearTimeout(timer);
                  resolve();
                });
              });
            if (!stopped) await take();
          })();
    // Where nobody else holds it, the duty has begun when this resolves: a single process starts in order.
    if (holder.owner === this) await waiting;
    return async () => {
      stopped = true;
      this.#waiting.get(holder)?.();
      await waiting;
      const end = this.#carried.get(duty);
      this.#carried.delete(duty);
      await end?.();
      if (holder.owner === this) holder.owner = undefined;
    };
  }

  holds(duty: string): boolean {
    return this.#carried.has(duty);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
