import type { Leases, Membership, Release, Room } from '@carethread/event-sourcing';

/** How often a replica looks how many share the tasks, in milliseconds of real time. */
const LOOK_MS = 1_000;

/**
 * Tasks that the replicas of a service share: each holds its share of them at most, and gives back what is over it when another replica
 * appears. What a dead one held is free at once, and the others have room for it as soon as they see that it is gone.
 */
export class FairShare implements Room {
  readonly #membership: Membership;
  readonly #releases = new Map<string, Release>();
  #share: number;
  #taken = 0;
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<void> = Promise.resolve();

  private constructor(
    readonly leases: Leases,
    group: string,
    readonly tasks: ReadonlyMap<string, () => Promise<Release>>,
  ) {
    this.#membership = leases.join(group);
    this.#share = tasks.size;
  }

  /** Takes what is this replica's share now. */
  static async start(
    leases: Leases,
    group: string,
    tasks: ReadonlyMap<string, () => Promise<Release>>,
  ): Promise<FairShare> {
    const shared = new FairShare(leases, group, tasks);
    await shared.#count();
    for (const task of tasks.keys()) await shared.#await(task);
    if (!leases.alone) shared.#timer = setInterval(() => shared.#look(), LOOK_MS).unref();
    return shared;
  }

  take(): boolean {
    if (this.#taken >= this.#share) return false;
    this.#taken += 1;
    return true;
  }

  give(): void {
    this.#taken -= 1;
  }

  /** Gives up everything. It counts no more from the first moment, so that others have room for what it gives up. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    await this.#turn;
    this.#share = 0;
    await this.#membership.leave();
    await Promise.all([...this.tasks.keys()].map((task) => this.#giveUp(task)));
  }

  #look(): void {
    this.#turn = this.#turn.then(() => this.#balance());
  }

  async #balance(): Promise<void> {
    await this.#count();
    const held = [...this.tasks.keys()].filter((task) => this.leases.holds(task));
    const over = held.slice(this.#share);
    await Promise.all(over.map((task) => this.#giveUp(task)));
    // It waits for them again, behind whoever has room for them.
    for (const task of over) await this.#await(task);
  }

  /** While nobody can say how many there are, what was known is kept. */
  async #count(): Promise<void> {
    const members = await this.#membership.size().catch(() => undefined);
    if (members !== undefined) this.#share = Math.ceil(this.tasks.size / members);
  }

  async #await(task: string): Promise<void> {
    const begin = this.tasks.get(task);
    if (begin !== undefined) this.#releases.set(task, await this.leases.acquire(task, begin, this));
  }

  async #giveUp(task: string): Promise<void> {
    await this.#releases.get(task)?.();
  }
}
