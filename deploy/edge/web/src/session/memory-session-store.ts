import type { SessionStore, StoredItem } from './session-store.js';

/** The store of tests, and of a demo without a data folder. */
export class MemorySessionStore implements SessionStore {
  readonly #groups = new Map<string, Map<string, StoredItem>>();

  put(item: StoredItem): Promise<void> {
    const group = this.#groups.get(item.group) ?? new Map<string, StoredItem>();
    this.#groups.set(item.group, group.set(item.name, item));
    return Promise.resolve();
  }

  async putNew(item: StoredItem, now: number): Promise<boolean> {
    const found = this.#groups.get(item.group)?.get(item.name);
    if (found !== undefined && found.until > now) return false;
    await this.put(item);
    return true;
  }

  get(group: string, name: string, now: number): Promise<Uint8Array | undefined> {
    const found = this.#groups.get(group)?.get(name);
    return Promise.resolve(found !== undefined && found.until > now ? found.sealed : undefined);
  }

  list(group: string, now: number): Promise<readonly Pick<StoredItem, 'name' | 'sealed'>[]> {
    return Promise.resolve([...(this.#groups.get(group)?.values() ?? [])].filter(({ until }) => until > now));
  }

  remove(group: string, name: string): Promise<void> {
    this.#groups.get(group)?.delete(name);
    return Promise.resolve();
  }

  removeGroup(group: string): Promise<void> {
    this.#groups.delete(group);
    return Promise.resolve();
  }

  sweep(now: number): Promise<void> {
    for (const [name, group] of this.#groups) {
      for (const [key, { until }] of group) if (until <= now) group.delete(key);
      if (group.size === 0) this.#groups.delete(name);
    }
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#groups.clear();
    return Promise.resolve();
  }
}
