import type { AppendedEntry } from '@carethread/lists';

/** A document as it is in memory. */
export interface Held<Doc extends object> {
  readonly doc: Doc | undefined;
  readonly position: number;
  /** As it is stored: its entries on lists are those that have to be changed. */
  readonly stored: Doc | undefined;
}

interface Changed<Doc extends object> {
  readonly held: Held<Doc>;
  readonly personId: string | null;
  readonly tenantId: string;
}

/** What a view has folded and not stored yet: documents as they are now, and entries that were added to lists for good. */
export class Unstored<Doc extends object> {
  readonly #documents: Map<string, Changed<Doc>>;
  readonly #entries: AppendedEntry[];

  constructor(documents: Iterable<readonly [string, Changed<Doc>]> = [], entries: readonly AppendedEntry[] = []) {
    this.#documents = new Map(documents);
    this.#entries = [...entries];
  }

  get documents(): ReadonlyMap<string, Changed<Doc>> {
    return this.#documents;
  }

  get entries(): readonly AppendedEntry[] {
    return this.#entries;
  }

  get size(): number {
    return Math.max(this.#documents.size, this.#entries.length);
  }

  changed(key: string, document: Changed<Doc>): void {
    this.#documents.set(key, document);
  }

  added(entry: AppendedEntry): void {
    this.#entries.push(entry);
  }

  /** The document stands in the store as it was before it changed once more. */
  isStored(key: string, stored: Doc | undefined): void {
    const changed = this.#documents.get(key);
    if (changed !== undefined) this.#documents.set(key, { ...changed, held: { ...changed.held, stored } });
  }

  /** The same without what is of these people. */
  without(people: ReadonlySet<string>): Unstored<Doc> {
    const stays = ({ personId }: { readonly personId: string | null }): boolean =>
      personId === null || !people.has(personId);
    return new Unstored(
      [...this.#documents].filter(([, document]) => stays(document)),
      this.#entries.filter(stays),
    );
  }

  /** This and what came later. */
  followedBy(later: Unstored<Doc>): Unstored<Doc> {
    return new Unstored([...this.#documents, ...later.#documents], [...this.#entries, ...later.#entries]);
  }
}
