import { canonicalJson, type Json, type JsonObject } from '@carethread/ledger';
import { isArray, itemId } from './content.js';

/** One discrete change between two contents: where, from what, to what. */
export interface Difference {
  readonly section: string;
  readonly itemId?: string;
  readonly field?: string;
  readonly before: Json;
  readonly after: Json;
}

/** What differs between two plan contents, item by item and field by field; items are matched by their ids. */
export function difference(before: JsonObject, after: JsonObject): readonly Difference[] {
  const sections = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return sections.flatMap((section) => inSection(section, before[section] ?? null, after[section] ?? null));
}

function inSection(section: string, before: Json, after: Json): readonly Difference[] {
  if (same(before, after)) return [];
  if (isArray(before) && isArray(after)) {
    const old = keyed(section, before);
    const now = keyed(section, after);
    return [...new Set([...old.keys(), ...now.keys()])].flatMap((id) =>
      inItem(section, id, old.get(id) ?? null, now.get(id) ?? null),
    );
  }
  return inItem(section, undefined, before, after);
}

function inItem(section: string, id: string | undefined, before: Json, after: Json): readonly Difference[] {
  if (same(before, after)) return [];
  const at = id === undefined ? { section } : { section, itemId: id };
  if (!isObject(before) || !isObject(after)) return [{ ...at, before, after }];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => !same(before[field] ?? null, after[field] ?? null))
    .map((field) => ({ ...at, field, before: before[field] ?? null, after: after[field] ?? null }));
}

/** By id; an item that has none, or one that another has already, by its place. */
function keyed(section: string, list: readonly Json[]): Map<string, Json> {
  const found = new Map<string, Json>();
  for (const [index, item] of list.entries()) {
    const id = isObject(item) ? itemId(section, item) : undefined;
    found.set(id === undefined || found.has(id) ? `#${index + 1}` : id, item);
  }
  return found;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !isArray(value);
}

/** Whatever the order of members: what was stored has its own. */
function same(a: Json, b: Json): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
