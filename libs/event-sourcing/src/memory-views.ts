import { presentItems } from '@carethread/ledger';
import type {
  Counted,
  CountQuery,
  FindQuery,
  IndexValue,
  ViewCollection,
  ViewDefinition,
  ViewDocument,
  ViewStore,
} from './view-store.js';

/** Views that live as long as their process. */
export class MemoryViewStore implements ViewStore {
  #collections = new Map<string, { definition: ViewDefinition; collection: MemoryCollection }>();

  open(definition: ViewDefinition): Promise<ViewCollection> {
    const name = `${definition.name}@${definition.version}`;
    const known = this.#collections.get(name);
    if (known !== undefined) return Promise.resolve(known.collection);
    const collection = new MemoryCollection(definition);
    this.#collections.set(name, { definition, collection });
    return Promise.resolve(collection);
  }

  retire(name: string, exceptVersion: number): Promise<void> {
    for (const [key, { definition }] of this.#collections)
      if (definition.name === name && definition.version !== exceptVersion) this.#collections.delete(key);
    return Promise.resolve();
  }

  dropAll(): Promise<void> {
    this.#collections = new Map();
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

class MemoryCollection implements ViewCollection {
  readonly #documents = new Map<string, ViewDocument>();
  #checkpoint = 0;

  constructor(readonly definition: ViewDefinition) {}

  checkpoint(): Promise<number> {
    return Promise.resolve(this.#checkpoint);
  }

  get(key: string): Promise<ViewDocument | undefined> {
    const found = this.#documents.get(key);
    return Promise.resolve(found?.body === undefined ? undefined : found);
  }

  find(query: FindQuery): Promise<readonly ViewDocument[]> {
    const { where = {}, upTo, orderBy, after, limit = Infinity } = query;
    for (const field of presentItems(...Object.keys(where), upTo?.field, orderBy))
      if (!this.definition.indexes.includes(field))
        return Promise.reject(new RangeError(`${this.definition.name} has no index ${field}`));
    const place = (doc: ViewDocument): [IndexValue, string] => [
      orderBy === undefined ? null : (doc.index[orderBy] ?? null),
      doc.key,
    ];
    const found = [...this.#documents.values()]
      .filter((doc) => doc.body !== undefined)
      .filter((doc) => Object.entries(where).every(([field, value]) => (doc.index[field] ?? null) === value))
      .filter((doc) => {
        if (upTo === undefined) return true;
        const value = doc.index[upTo.field];
        return value !== null && value !== undefined && value <= upTo.value;
      })
      .sort((a, b) => comparePlaces(place(a), place(b)))
      .filter((doc) => after === undefined || comparePlaces(place(doc), place(after)) > 0);
    return Promise.resolve(found.slice(0, limit));
  }

  async countBy(field: string, { where = {}, below }: CountQuery): Promise<readonly Counted[]> {
    const counts = new Map<IndexValue, number>();
    for (const { index } of await this.find({ where, orderBy: field })) {
      const bounded = below === undefined ? '' : (index[below.field] ?? null);
      if (below !== undefined && (bounded === null || String(bounded) >= below.value)) continue;
      const value = index[field] ?? null;
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts].map(([value, count]) => ({ value, count }));
  }

  commit(documents: readonly ViewDocument[], checkpoint: number): Promise<void> {
    for (const document of documents) {
      const known = this.#documents.get(document.key);
      if (known === undefined || known.position <= document.position)
        this.#documents.set(document.key, { ...document, index: this.#declared(document) });
    }
    this.#checkpoint = Math.max(this.#checkpoint, checkpoint);
    return Promise.resolve();
  }

  purge(field: string, value: string): Promise<void> {
    for (const [key, { index }] of this.#documents) if (index[field] === value) this.#documents.delete(key);
    return Promise.resolve();
  }

  /** What a real store would keep: the declared indexes, and nothing for what is missing. */
  #declared({ index }: ViewDocument): Readonly<Record<string, IndexValue>> {
    return Object.fromEntries(this.definition.indexes.map((field) => [field, index[field] ?? null]));
  }
}

function comparePlaces([a, aKey]: [IndexValue, string], [b, bKey]: [IndexValue, string]): number {
  if (a !== b) return a === null ? -1 : b === null ? 1 : a < b ? -1 : 1;
  return aKey < bKey ? -1 : aKey > bKey ? 1 : 0;
}
