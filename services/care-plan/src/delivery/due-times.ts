/**
 * What is due when, by name, in a heap: what waits costs one entry of it, and no timer and no socket. An entry that was moved stays
 * behind until it comes to the top.
 */
export class DueTimes {
  readonly #at = new Map<string, number>();
  readonly #heap: (readonly [at: number, name: string])[] = [];

  set(name: string, at: number): void {
    if (this.#at.get(name) === at) return;
    this.#at.set(name, at);
    this.#heap.push([at, name]);
    this.#up(this.#heap.length - 1);
  }

  delete(name: string): void {
    this.#at.delete(name);
  }

  /** When the next one is due; undefined where nothing is. */
  next(): number | undefined {
    this.#dropStale();
    return this.#heap[0]?.[0];
  }

  /** Takes out everything that is due by then, the earliest first. */
  due(now: number): readonly string[] {
    const found: string[] = [];
    for (;;) {
      this.#dropStale();
      const [first] = this.#heap;
      if (first === undefined || first[0] > now) return found;
      this.#pop();
      this.#at.delete(first[1]);
      found.push(first[1]);
    }
  }

  #dropStale(): void {
    for (let [first] = this.#heap; first !== undefined && this.#at.get(first[1]) !== first[0]; [first] = this.#heap)
      this.#pop();
  }

  #pop(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#down(0);
  }

  #up(from: number): void {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (this.#timeAt(parent) <= this.#timeAt(at)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #down(from: number): void {
    for (let at = from; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const child = this.#timeAt(right) < this.#timeAt(left) ? right : left;
      if (this.#timeAt(child) >= this.#timeAt(at)) return;
      this.#swap(at, child);
      at = child;
    }
  }

  #timeAt(at: number): number {
    return this.#heap[at]?.[0] ?? Number.POSITIVE_INFINITY;
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a === undefined || b === undefined) return;
    this.#heap[one] = b;
    this.#heap[other] = a;
  }
}
