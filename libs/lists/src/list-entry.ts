import type { IndexValue, ViewDocument } from '@carethread/event-sourcing';

/** On whose lists an entry stands. Ids are those of the record; a user's stands under the user's pseudonym. */
export type Scope =
  | { readonly of: 'tenant' }
  | { readonly of: 'person' | 'organisation' | 'service' | 'team' | 'user'; readonly id: string }
  /** A user whose id nothing here may hold. */
  | { readonly of: 'pseudonym'; readonly id: string }
  /** A word to search by: it stands there as a keyed hash. */
  | { readonly of: 'token'; readonly id: string }
  /** Those who hold a role at an organisation: its managers. */
  | { readonly of: 'role'; readonly role: string; readonly organisationId: string }
  /** Within another scope, what has a value of a filter from some later instant on. */
  | { readonly of: 'later'; readonly within: Scope; readonly filter: string; readonly value: string };

/** The order of what has no date: after everything that has one. */
export const NO_DATE = '9999-12-31T23:59:59.999Z';

/** One line of a list, drawn from a document of a view. Pure. */
export interface ListEntry<Body extends object = object, Filter extends string = string> {
  /** Unique within its document; no slash. */
  readonly id: string;
  readonly scopes: readonly Scope[];
  /** Its place: a list is sorted by this text, then by document and id. Instants, dates, numbers and codes only. */
  readonly order: string;
  /** Codes, ids and dates to filter by. */
  readonly filters: { readonly [Name in Filter]?: IndexValue };
  /**
   * Further values that a filter takes with the clock alone, from instants that are known: the entry is found by each of them from now
   * on, and whoever reads the list judges it by how things stand then.
   */
  readonly later?: { readonly [Name in Filter]?: readonly string[] };
  /** What the list shows, sealed where the document is a person's. */
  readonly body: Body;
}

/** What a filter's values are besides the one that it has now, each once. */
export const laterValues = (now: string, later: readonly string[]): readonly string[] =>
  [...new Set(later)].filter((value) => value !== now);

/** The fields of the collection in which a view's entries stand: these, and the filters. */
const FIELDS = ['scope', 'order', 'personId'] as const;

/** The definition of that collection: a list reads by scope, or by scope and one filter, in order. */
export function entryIndexes(filters: readonly string[]): {
  readonly indexes: readonly string[];
  readonly compound: readonly (readonly string[])[];
  readonly short: true;
} {
  return {
    short: true,
    indexes: [...FIELDS, ...filters],
    compound: [['scope', 'order'], ...filters.map((filter) => ['scope', filter, 'order']), ['personId']],
  };
}

/** What makes a tenant's users and words unreadable to who reads the disk, under the tenant's secret. */
export interface Blinding {
  readonly pseudonym: (userId: string) => string;
  /** A keyed hash for searching only. */
  readonly token: (word: string) => string;
}

/** How a scope is written in an index. */
export function scopeText(tenantId: string, scope: Scope, { pseudonym, token }: Blinding): string {
  switch (scope.of) {
    case 'tenant':
      return `${tenantId}/tenant`;
    case 'later':
      return laterText(scopeText(tenantId, scope.within, { pseudonym, token }), scope.filter, scope.value);
    case 'role':
      return `${tenantId}/role:${scope.role}@${scope.organisationId}`;
    case 'user':
      return `${tenantId}/user:${pseudonym(scope.id)}`;
    case 'pseudonym':
      return `${tenantId}/user:${scope.id}`;
    case 'token':
      return `${tenantId}/token:${token(scope.id)}`;
    case 'person':
    case 'organisation':
    case 'service':
    case 'team':
      return `${tenantId}/${scope.of}:${scope.id}`;
  }
}

const laterText = (scope: string, filter: string, value: string): string => `${scope}~${filter}=${value}`;

/** The key of an entry's own row, which holds its body; it stands once in each scope under `keyIn`. */
export const entryKey = (documentKey: string, { id }: Pick<ListEntry, 'id'>): string => `${documentKey}/${id}`;
export const keyIn = (scope: string, key: string): string => `${scope} ${key}`;
export const keyWithoutScope = (scope: string, key: string): string => key.slice(scope.length + 1);
export const documentKeyOf = (key: string): string => key.slice(0, key.lastIndexOf('/'));

/** What a row says besides its key: the same for an entry's own row and for those of its scopes. */
type RowIndex = Readonly<Record<string, IndexValue>>;

export interface EntryRow {
  readonly key: string;
  readonly index: RowIndex;
  /** The entry whose body the row holds; undefined where it stands for a scope. */
  readonly entry?: ListEntry;
}

/** All rows of a document's entries. */
export function rowsOf(
  documentKey: string,
  personId: string | null,
  entries: readonly ListEntry[],
  textOf: (scope: Scope) => string,
): ReadonlyMap<string, EntryRow> {
  const rows = new Map<string, EntryRow>();
  for (const entry of entries) {
    const key = entryKey(documentKey, entry);
    const index = { order: entry.order, personId, ...entry.filters };
    rows.set(key, { key, index: { ...index, scope: null }, entry });
    const later = Object.entries<readonly string[] | undefined>(entry.later ?? {}).flatMap(([filter, values = []]) =>
      values.map((value) => (scope: string) => laterText(scope, filter, value)),
    );
    const scopes = entry.scopes.map(textOf);
    for (const scope of new Set([...scopes, ...later.flatMap((text) => scopes.map(text))]))
      rows.set(keyIn(scope, key), { key: keyIn(scope, key), index: { ...index, scope } });
  }
  return rows;
}

/** The rows that have to be written for a document to have those of `after` where it had those of `before`. */
export function changedRows(
  before: ReadonlyMap<string, EntryRow>,
  after: ReadonlyMap<string, EntryRow>,
): { readonly written: readonly EntryRow[]; readonly gone: readonly string[] } {
  const same = (one: EntryRow | undefined, other: EntryRow): boolean =>
    one !== undefined &&
    JSON.stringify([one.index, one.entry?.body]) === JSON.stringify([other.index, other.entry?.body]);
  return {
    written: [...after.values()].filter((row) => !same(before.get(row.key), row)),
    gone: [...before.keys()].filter((key) => !after.has(key)),
  };
}

/** A row that is no longer there; an older one does not bring it back. */
export const goneRow = (key: string, position: number, personId: string | null): ViewDocument => ({
  key,
  position,
  index: { personId },
  body: undefined,
});
