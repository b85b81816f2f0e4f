import type { ViewCollection, ViewStore } from '@carethread/event-sourcing';

/** How long a checkpoint waits for the next one, so that both are stored at once. Milliseconds. */
const BATCH_MS = 50;
/** How long a checkpoint that could not be stored waits for its next attempt. */
const RETRY_MS = 500;

/** Events after which a checkpoint is written although nothing else was. */
export const CHECKPOINT_EVERY = 1_000;

interface Reached {
  readonly position: number;
  readonly mark: string;
}

/**
 * How far relay, policies and inbox have come. Kept apart from the views: these survive a rebuild, since a policy that ran
 * again from the beginning would decide old commands by today's state.
 *
 * Writes are batched, those of all tasks together: a crash repeats at most one batch, and every step is idempotent.
 */
export class Checkpoints {
  readonly #known = new Map<string, Reached>();
  #pending = new Map<string, Reached>();
  #timer: NodeJS.Timeout | undefined;
  #storing: Promise<void> = Promise.resolve();

  private constructor(readonly collection: ViewCollection) {}

  static async open(store: ViewStore): Promise<Checkpoints> {
    return new Checkpoints(await store.open({ name: 'checkpoints', version: 1, indexes: [] }));
  }

  async #of(name: string): Promise<Reached> {
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

  /** What was written beside the position; empty where nothing was. */
  async mark(name: string): Promise<string> {
    return (await this.#of(name)).mark;
  }

  /** What is stored now: another replica may have moved it. */
  async readAgain(name: string): Promise<number> {
    await this.store();
    this.#known.delete(name);
    return this.read(name);
  }

  /** Forward only. */
  async write(name: string, position: number, mark = ''): Promise<void> {
    const known = await this.#of(name);
    if (known.position > position || (known.position === position && known.mark === mark)) return;
    this.#known.set(name, { position, mark });
    this.#pending.set(name, { position, mark });
    this.#schedule(BATCH_MS);
  }

  #schedule(milliseconds: number): void {
    this.#timer ??= setTimeout(() => void this.store().catch(() => this.#schedule(RETRY_MS)), milliseconds).unref();
  }

  /** Stores what was written. Rejects where the store cannot take it; the next attempt stores it then. */
  store(): Promise<void> {
    const storing = this.#storing.then(() => this.#store());
    this.#storing = storing.catch(() => undefined);
    return storing;
  }

  async #store(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#pending.size === 0) return;
    const owed = this.#pending;
    this.#pending = new Map();
    try {
      await this.collection.commit(
        [...owed].map(([key, { position, mark }]) => ({ key, position, index: {}, body: mark })),
        0,
      );
    } catch (error) {
      this.#pending = new Map([...owed, ...this.#pending]);
      throw error;
    }
  }
}
