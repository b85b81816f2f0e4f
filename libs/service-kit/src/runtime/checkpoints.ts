import type { ViewCollection, ViewStore } from '@carethread/event-sourcing';

/**
 * How far relay, policies and inbox have come. Kept apart from the views: these survive a rebuild, since a policy that ran
 * again from the beginning would decide old wishes by today's state.
 */
export class Checkpoints {
  readonly #known = new Map<string, { readonly position: number; readonly mark: string }>();

  private constructor(readonly collection: ViewCollection) {}

  static async open(store: ViewStore): Promise<Checkpoints> {
    return new Checkpoints(await store.open({ name: 'checkpoints', version: 1, indexes: [] }));
  }

  async #of(name: string): Promise<{ readonly position: number; readonly mark: string }> {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const { position = 0, body: mark = '' } = (await this.collection.get(name)) ?? {};
    const found = { position, mark };
    this.#known.set(name, found);
    return found;
  }

  async read(name: string): Promise<number> {
    return (await this.#of(name)).position;
  }

  /** What stood beside the position when it was written; empty where nothing did. */
  async mark(name: string): Promise<string> {
    return (await this.#of(name)).mark;
  }

  /** What the store says now: another copy of the service may have moved it. */
  async readAgain(name: string): Promise<number> {
    this.#known.delete(name);
    return this.read(name);
  }

  /** Forward only. */
  async write(name: string, position: number, mark = ''): Promise<void> {
    const known = await this.#of(name);
    if (known.position > position || (known.position === position && known.mark === mark)) return;
    await this.collection.commit([{ key: name, position, index: {}, body: mark }], 0);
    this.#known.set(name, { position, mark });
  }
}
