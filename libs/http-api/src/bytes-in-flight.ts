/** Which part of the whole one sender may hold, so that no sender shuts the others out. */
const SHARE = 8;

/** How many bytes of bodies this process holds at once, and for whom: who asks for more than there is room for is sent away. */
export class BytesInFlight {
  #taken = 0;
  readonly #by = new Map<string, number>();

  constructor(readonly most: number) {}

  get taken(): number {
    return this.#taken;
  }

  /**
   * Takes room for a sender. A sender that holds nothing may take what fits the whole, so that a body of any allowed size gets through.
   * @returns what gives the room back, once; undefined where there is none
   */
  take(sender: string, bytes: number): (() => void) | undefined {
    const held = this.#by.get(sender) ?? 0;
    if (this.#taken + bytes > this.most) return undefined;
    if (held > 0 && held + bytes > this.most / SHARE) return undefined;
    this.#taken += bytes;
    this.#by.set(sender, held + bytes);
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.#taken -= bytes;
      const left = (this.#by.get(sender) ?? 0) - bytes;
      if (left > 0) this.#by.set(sender, left);
      else this.#by.delete(sender);
    };
  }
}
