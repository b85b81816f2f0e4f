/** How many attempts are under way at once in a process, over all endpoints: a socket each. */
export class Slots<Waiting extends object> {
  readonly #waiting = new Set<Waiting>();
  #taken = 0;

  constructor(
    readonly most: number,
    /** Called when there is room again for one that was turned away. */
    readonly wake: (waiting: Waiting) => void,
  ) {}

  /** Whether there was room; one that found none is woken when there is. */
  take(by: Waiting): boolean {
    if (this.#taken >= this.most) {
      this.#waiting.add(by);
      return false;
    }
    this.#taken += 1;
    return true;
  }

  give(): void {
    this.#taken -= 1;
    const [next] = this.#waiting;
    if (next === undefined) return;
    this.#waiting.delete(next);
    this.wake(next);
  }
}
