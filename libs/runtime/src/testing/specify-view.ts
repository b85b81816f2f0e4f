import type { IndexValue } from '@carethread/event-sourcing';
import type { View, ViewEvent } from '../definition.js';
import type { ListEntry } from '@carethread/lists';

/**
 * A view's specification as a sentence: `specifyView(view).given(published(…), recorded(…)).shows(key, document)`. A fold that
 * changes the document it is given fails: rebuilt views must come out the same.
 */
export function specifyView<Doc extends object>(view: View<Doc>) {
  return {
    given: (...events: readonly ViewEvent[]) => {
      const documents = new Map<string, Doc>();
      for (const event of events) fold(view, documents, event);
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
        /** What `find` may ask of the document for. */
        indexes: (key: string, values: Readonly<Record<string, IndexValue>>): void => {
          const document = documents.get(key);
          expect(document === undefined ? undefined : view.index(document)).toMatchObject(values);
        },
      };
    },
  };
}

function fold<Doc extends object>(view: View<Doc>, documents: Map<string, Doc>, event: ViewEvent): void {
  const handler = view.on[event.type];
  if (handler === undefined) throw new Error(`${view.name} does not fold ${event.type}`);
  const keys = handler.key(event);
  for (const key of typeof keys === 'string' ? [keys] : (keys ?? [])) {
    const next = handler.fold(documents.get(key), event, key);
    if (next === undefined) documents.delete(key);
    else documents.set(key, frozen(next));
  }
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
