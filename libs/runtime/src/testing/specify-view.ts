import type { IndexValue } from '@carethread/event-sourcing';
import type { EnvelopeEvent, View, ViewEvent } from '../definition.js';
import type { ListEntry } from '@carethread/lists';

/**
 * A view's specification as a sentence: `specifyView(view).given(published(…), recorded(…)).shows(key, document)`. A fold that
 * changes the document it is given fails: rebuilt views must come out the same.
 */
export function specifyView<Doc extends object>(view: View<Doc>) {
  return {
    given: (...events: readonly (ViewEvent | EnvelopeEvent)[]) => {
      const documents = new Map<string, Doc>();
      const appended: ListEntry[] = [];
      for (const event of events) appended.push(...fold(view, documents, event));
      return {
        shows: (key: string, document: Doc): void => {
          expect(asStored(documents.get(key))).toEqual(asStored(document));
        },
        showsNothing: (key: string): void => {
          expect(documents.get(key)).toBeUndefined();
        },
        /** The entries of the document on lists. */
        entries: (key: string): readonly ListEntry[] => {
          const document = documents.get(key);
          return document === undefined ? [] : (view.lists?.entries(document) ?? []);
        },
        /** The entries that were added for good, in order. */
        appended: (): readonly ListEntry[] => appended,
        /** What `find` may ask of the document for. */
        indexes: (key: string, values: Readonly<Record<string, IndexValue>>): void => {
          const document = documents.get(key);
          expect(document === undefined ? undefined : view.index(document)).toMatchObject(values);
        },
      };
    },
  };
}

/** The entries that the event adds for good. */
function fold<Doc extends object>(
  view: View<Doc>,
  documents: Map<string, Doc>,
  event: ViewEvent | EnvelopeEvent,
): readonly ListEntry[] {
  const changes = 'data' in event && 'subject' in event ? [...changesOf(view, event)] : [];
  const envelope = view.onEnvelope?.[event.type];
  const key = envelope?.key(event);
  if (envelope === undefined && view.on[event.type] === undefined)
    throw new Error(`${view.name} does not fold ${event.type}`);
  if (envelope !== undefined && key !== undefined) changes.push([key, (doc) => envelope.fold(doc, event)]);
  return changes.flatMap(([of, change]) => {
    const before = documents.get(of);
    const next = change(before);
    if (next === undefined) documents.delete(of);
    else documents.set(of, frozen(next));
    return next === undefined ? [] : (view.lists?.appends?.(before, next) ?? []);
  });
}

type Change<Doc extends object> = readonly [key: string, change: (doc: Doc | undefined) => Doc | undefined];

function changesOf<Doc extends object>(view: View<Doc>, event: ViewEvent): readonly Change<Doc>[] {
  const handler = view.on[event.type];
  const keys = handler?.key(event);
  return (typeof keys === 'string' ? [keys] : (keys ?? [])).map((key) => [
    key,
    (doc) => handler?.fold(doc, event, key),
  ]);
}

/** JSON knows nothing undefined. */
function asStored(document: object | undefined): unknown {
  return document === undefined ? undefined : JSON.parse(JSON.stringify(document));
}

function frozen<Value extends object>(value: Value): Value {
  const members: readonly unknown[] = Object.values(value);
  for (const member of members) if (typeof member === 'object' && member !== null) frozen(member);
  return Object.freeze(value);
}
