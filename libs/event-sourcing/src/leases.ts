/** Ends a task; resolves once nothing of it runs any more. */
export type Release = () => Promise<void>;

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
  acquire(task: string, begin: (term: number) => Promise<Release>): Promise<Release>;
  /** Whether this process holds the task's lease now. */
  holds(task: string): boolean;
  close(): Promise<void>;
}

/** The leases of the only process on a log: it holds every one from the start. Tests share `holders` between several. */
export class MemoryLeases implements Leases {
  readonly alone = true;
  readonly #held = new Map<string, Release>();
  readonly #waiting = new Map<object, () => void>();

  constructor(readonly holders: Map<string, { owner: object | undefined; term: number }> = new Map()) {}

  async acquire(task: string, begin: (term: number) => Promise<Release>): Promise<Release> {
    const holder = this.holders.get(task) ?? { owner: undefined, term: 0 };
    this.holders.set(task, holder);
    let stopped = false;
    const take = async (): Promise<void> => {
      holder.owner = this;
      holder.term += 1;
      this.#held.set(task, await begin(holder.term));
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
    // A free lease is taken before this resolves, so a single process starts its tasks in order.
    if (holder.owner === this) await waiting;
    return async () => {
      stopped = true;
      this.#waiting.get(holder)?.();
      await waiting;
      const end = this.#held.get(task);
      this.#held.delete(task);
      await end?.();
      if (holder.owner === this) holder.owner = undefined;
    };
  }

  holds(task: string): boolean {
    return this.#held.has(task);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
