import { Refusal } from '@carethread/contracts';
import { dictionaryOf, isInstant, isText, optional, parsed, shapeOf, type Instant } from '@carethread/ledger';

/** How far the list of one service has been shown. */
export interface Place {
  /** The service's own cursor, sealed by it, of the page on which the list goes on; absent for the first page. */
  readonly after?: string;
  /** The last item that was shown of that page: what comes behind it has not been. */
  readonly past?: { readonly order: string; readonly id: string };
}

/** Where a list over several services goes on: a place in each that has more. */
export interface WorkCursor {
  /** By what the list is narrowed: it goes on as it began. */
  readonly narrowed: string;
  /** The instant of the first page, against which overdue is judged. */
  readonly at: Instant;
  readonly places: Readonly<Record<string, Place>>;
}

const isCursor = shapeOf<WorkCursor>({
  narrowed: isText,
  at: isInstant,
  places: dictionaryOf(
    shapeOf<Place>({
      after: optional(isText),
      past: optional(shapeOf<NonNullable<Place['past']>>({ order: isText, id: isText })),
    }),
  ),
});

/**
 * Opaque, and not sealed: the gateway has no key. It holds dates, ids and the services' own sealed cursors, and opens nothing that
 * its bearer could not read by asking anew.
 */
export function cursorText(cursor: WorkCursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** Throws CURSOR_UNKNOWN for what is no cursor of this very list. */
export function cursorIn(text: string, narrowed: string, sources: readonly string[]): WorkCursor {
  const cursor = decoded(text);
  const isOfThese = Object.keys(cursor.places).every((name) => sources.includes(name));
  if (cursor.narrowed !== narrowed || !isOfThese) throw new Refusal('CURSOR_UNKNOWN');
  return cursor;
}

function decoded(text: string): WorkCursor {
  try {
    return parsed(Buffer.from(text, 'base64url').toString(), isCursor, 'a cursor');
  } catch {
    throw new Refusal('CURSOR_UNKNOWN');
  }
}
