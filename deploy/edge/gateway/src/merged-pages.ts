import { Refusal } from '@carethread/contracts';
import { dictionaryOf, isText, optional, parsed, present, shapeOf } from '@carethread/ledger';

/** What a service answers with of a record that grows at its end alone. */
export interface SourcePage {
  readonly items: readonly unknown[];
  readonly next?: string;
  /** How many there are by now, where reading them adds to them: the pages end there. */
  readonly total?: number;
}

/** The part of such a record that one service has. */
export interface Source {
  readonly name: string;
  read(after: string | undefined): Promise<SourcePage>;
}

/** How far the part of one service has been shown: its own cursor of a page, and how many items of that page. */
interface Place {
  readonly after?: string;
  readonly past: number;
  /** How many are left of those that there were on the first page, where the pages end there. */
  readonly left?: number;
}

interface MergedCursor {
  /** What it is a place in: the same record, filtered alike. */
  readonly of: string;
  readonly places: Readonly<Record<string, Place>>;
}

const isNumber = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isCursor = shapeOf<MergedCursor>({
  of: isText,
  places: dictionaryOf(shapeOf<Place>({ after: optional(isText), past: isNumber, left: optional(isNumber) })),
});

export interface MergedAsked {
  readonly of: string;
  readonly after?: string;
  /** Absent: everything. */
  readonly limit?: number;
}

/** Takes items in order until it holds a page. */
export interface Page {
  /** Whether there is a place for one more. */
  takes(item: unknown): boolean;
  add(item: unknown): void;
}

/**
 * A page of what several services recorded, by when each did. Each part grows at its end alone, so a place in it is a number: what is
 * added meanwhile makes nothing skipped and nothing doubled. Answers with the cursor of the next page. Throws CURSOR_UNKNOWN.
 */
export async function mergedPage(
  sources: readonly Source[],
  { of, after }: MergedAsked,
  instantOf: (item: unknown) => string,
  page: Page,
): Promise<string | undefined> {
  const places = after === undefined ? {} : placesIn(after, of, sources);
  const parts = sources.map((source) => new Part(source, places[source.name] ?? { past: 0 }));
  await Promise.all(parts.map((part) => part.fill()));
  for (;;) {
    const first = earliest(parts, instantOf);
    if (first === undefined || !page.takes(first.head)) break;
    page.add(first.take());
    await first.fill();
  }
  if (parts.every(({ hasMore }) => !hasMore)) return undefined;
  return cursorText({ of, places: Object.fromEntries(parts.map(({ source, place }) => [source.name, place])) });
}

/** Of equally early ones the part that stands first. */
function earliest(parts: readonly Part[], instantOf: (item: unknown) => string): Part | undefined {
  return parts
    .filter(({ head }) => head !== undefined)
    .reduce<Part | undefined>(
      (first, part) => (first === undefined || instantOf(part.head) < instantOf(first.head) ? part : first),
      undefined,
    );
}

class Part {
  #unread: readonly unknown[] = [];
  #place: Place;
  #next: string | undefined;
  #isRead = false;

  constructor(
    readonly source: Source,
    place: Place,
  ) {
    this.#place = place;
  }

  get head(): unknown {
    return this.#isOver ? undefined : this.#unread[0];
  }

  get place(): Place {
    if (this.#unread.length > 0 || this.#next === undefined) return this.#place;
    return present<Place>({ after: this.#next, past: 0, left: this.#place.left });
  }

  get hasMore(): boolean {
    return !this.#isOver && (this.#unread.length > 0 || this.#next !== undefined);
  }

  get #isOver(): boolean {
    return this.#place.left === 0;
  }

  /** Reads on where nothing is at hand. */
  async fill(): Promise<void> {
    while (!this.#isOver && this.#unread.length === 0 && (!this.#isRead || this.#next !== undefined)) {
      const { after, past, left } = this.place;
      const { items, next, total } = await this.source.read(after);
      // Only the first page is read without a cursor and from its beginning.
      const isBegun = after !== undefined || past > 0 || left !== undefined;
      this.#place = present<Place>({ after, past, left: isBegun ? left : total });
      this.#unread = items.slice(past);
      this.#next = next;
      this.#isRead = true;
    }
  }

  take(): unknown {
    const [first, ...rest] = this.#unread;
    this.#unread = rest;
    const { after, past, left } = this.#place;
    this.#place = present<Place>({ after, past: past + 1, left: left === undefined ? undefined : left - 1 });
    return first;
  }
}

/** Opaque, and not sealed: it holds numbers and the services' own sealed cursors. */
function cursorText(cursor: MergedCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function placesIn(text: string, of: string, sources: readonly Source[]): MergedCursor['places'] {
  const cursor = decoded(text);
  const isOfThese = Object.keys(cursor.places).every((name) => sources.some((source) => source.name === name));
  if (cursor.of !== of || !isOfThese) throw new Refusal('CURSOR_UNKNOWN');
  return cursor.places;
}

function decoded(text: string): MergedCursor {
  try {
    return parsed(Buffer.from(text, 'base64url').toString(), isCursor, 'a cursor');
  } catch {
    throw new Refusal('CURSOR_UNKNOWN');
  }
}
