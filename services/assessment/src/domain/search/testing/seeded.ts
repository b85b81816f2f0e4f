/** Numbers that look drawn, and are the same for the same seed (mulberry32). */
export class Seeded {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to below 1. */
  draw(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  below(limit: number): number {
    return Math.floor(this.draw() * limit);
  }

  chance(of: number): boolean {
    return this.draw() < of;
  }

  pick<Item>(from: readonly [Item, ...Item[]]): Item {
    return from[this.below(from.length)] ?? from[0];
  }

  /** The first ones far more often than the last ones, as names are given. */
  pickSkewed<Item>(from: readonly [Item, ...Item[]]): Item {
    return from[Math.floor(from.length * this.draw() ** 1.7)] ?? from[0];
  }
}
