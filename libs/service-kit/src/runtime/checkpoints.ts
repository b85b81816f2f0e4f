import type { ViewCollection, ViewStore } from '@carethread/event-sourcing';

/**
 * How far relay, policies and inbox have come. Kept apart from the views: these survive a rebuild, since a policy that ran
 * again from the beginning would decide old wishes by today's state.
 */
export class Checkpoints {
  readonly #known = new Map<string, number>();

  private constructor(readonly collection: ViewCollection) {}

  static async open(store: ViewStore): Promise<Checkpoints> {
    return new Checkpoints(await store.open({ name: 'checkpoints', version: 1, indexes: [] }));
  }

  async read(name: string): Promise<number> {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const position = (await this.collection.get(name))?.position ?? 0;
    this.#known.set(name, position);
    return position;
  }

  /** What the store says now: another copy of the service may have moved it. */
  async readAgain(name: string): Promise<number> {
    this.#known.delete(name);
    return this.read(name);
  }

  /** Forward only. */
  async write(name: string, position: number): Promise<void> {
    if ((await this.read(name)) >= position) return;
    await this.collection.commit([{ key: name, position, index: {}, body: '' }], 0);
    this.#known.set(name, position);
  }
}
