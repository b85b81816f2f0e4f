import type { IndexValue } from '@carethread/event-sourcing';
import type { ListPlace } from './entry-collection.js';
import type { Scope } from './list-entry.js';

/** Which entries of a list are wanted: those of any of the scopes, each once. */
export interface ListQuery {
  readonly scopes: readonly Scope[];
  /** By the filters that the view declares. */
  readonly where?: Where;
  /** The last entry of the page before. */
  readonly after?: ListPlace;
}

/** One line of a list, and its place: the cursor of a page that ends with it. */
export interface Listed<Body extends object> extends ListPlace {
  readonly body: Body;
}

/** How many entries a list reads at once for a caller who reads until a page is full. */
const BATCH = 50;

type Where = Readonly<Record<string, IndexValue>>;

/** Where a list looks, and for what. */
interface Source {
  readonly scope: Scope;
  readonly where: Where;
}

type ReadBatch<Body extends object> = (
  source: Source,
  limit: number,
  after?: ListPlace,
) => Promise<readonly Listed<Body>[]>;

/** The entries of all scopes in one order, each once: a batch of a scope is read when the one before is used up. */
export async function* inOneOrder<Body extends object>(
  { scopes, after, where = {} }: ListQuery,
  read: ReadBatch<Body>,
  /** The filters that may take another value with the clock alone. */
  changing: readonly string[] = [],
): AsyncGenerator<Listed<Body>, void, undefined> {
  const heads: Head<Body>[] = [];
  for (const source of scopes.flatMap((scope) => sourcesIn(scope, where, changing))) {
    const head = await begun(eachOf(source, read, after));
    if (head !== undefined) heads.push(head);
  }
  let last: ListPlace | undefined;
  for (;;) {
    const [first] = heads.sort((one, other) => inOrder(one.entry, other.entry));
    if (first === undefined) return;
    // What stands in several of the scopes comes from each of them in turn.
    if (first.entry.key !== last?.key) yield first.entry;
    last = first.entry;
    const next = await first.entries.next();
    if (next.done === true) heads.shift();
    else first.entry = next.value;
  }
}

/** What has a value now, and what has it from some later instant on. */
function sourcesIn(scope: Scope, where: Where, changing: readonly string[]): readonly Source[] {
  const named = changing.flatMap((filter) =>
    typeof where[filter] === 'string' ? [[filter, where[filter]] as const] : [],
  );
  const others = Object.fromEntries(Object.entries(where).filter(([filter]) => !changing.includes(filter)));
  return [
    { scope, where },
    ...named.map(([filter, value]): Source => ({
      scope: { of: 'later', within: scope, filter, value },
      where: others,
    })),
  ];
}

interface Head<Body extends object> {
  readonly entries: AsyncGenerator<Listed<Body>, void, undefined>;
  entry: Listed<Body>;
}

async function begun<Body extends object>(entries: Head<Body>['entries']): Promise<Head<Body> | undefined> {
  const first = await entries.next();
  return first.done === true ? undefined : { entries, entry: first.value };
}

async function* eachOf<Body extends object>(
  source: Source,
  read: ReadBatch<Body>,
  from: ListPlace | undefined,
): AsyncGenerator<Listed<Body>, void, undefined> {
  let after = from;
  for (;;) {
    const found = await read(source, BATCH, after);
    yield* found;
    after = found.at(-1);
    if (found.length < BATCH) return;
  }
}

function inOrder(one: ListPlace, other: ListPlace): number {
  if (one.order !== other.order) return one.order < other.order ? -1 : 1;
  return one.key < other.key ? -1 : one.key > other.key ? 1 : 0;
}
