import { ownIdOf } from '@carethread/contracts';
import type { Json } from '@carethread/ledger';
import { isObject, isArray, items, type PlanContent } from './content.js';
import { same } from './correction-place.js';
import type { Change } from './version.js';

/** What a change is called that puts the items of a list into another order: `from` and `to` are their ids. */
export const ORDER = 'order';

type Ids = readonly string[];

/** The same items in another order, for each list where it differs; what was added or removed beside them is listed item by item. */
export function ordersBetween(before: PlanContent, after: PlanContent): readonly Omit<Change, 'changeId'>[] {
  return Object.keys(after).flatMap((section) => {
    const [then, now] = [idsOf(section, before), idsOf(section, after)];
    if (then === undefined || now === undefined) return [];
    const [from, to] = [among(then, now), among(now, then)];
    return same(from, to) ? [] : [{ op: ORDER, itemId: section, from, to }];
  });
}

/** The content with the items of that list in that order; an item that the order does not name keeps its place. */
export function inOrder(content: PlanContent, { itemId: section, to }: Change): PlanContent {
  const present = idsOf(section, content);
  if (present === undefined) return content;
  const next = among(idsIn(to), present).values();
  const ids = present.map((id) => (idsIn(to).includes(id) ? (next.next().value ?? id) : id));
  const byId = new Map(items(content, section).map((item) => [idOf(section, item), item]));
  return { ...content, [section]: ids.flatMap((id) => byId.get(id) ?? []) };
}

export function isInOrder(content: PlanContent, { itemId: section, to }: Change): boolean {
  const present = idsOf(section, content) ?? [];
  return same(among(present, idsIn(to)), among(idsIn(to), present));
}

/** Whether somebody put the list into an order of their own meanwhile: neither may undo the other unseen. */
export function isReordered(content: PlanContent, change: Change): boolean {
  const present = idsOf(change.itemId, content) ?? [];
  return !isInOrder(content, change) && !same(among(present, idsIn(change.from)), among(idsIn(change.from), present));
}

function idsIn(value: Json | undefined): Ids {
  return isArray(value) ? value.filter((id) => typeof id === 'string') : [];
}

/** The ids of a list whose every item has one of its own; undefined for any other. */
function idsOf(section: string, content: PlanContent): Ids | undefined {
  const list = content[section];
  if (!isArray(list)) return undefined;
  const ids = list.flatMap((item) => idOf(section, item) ?? []);
  return ids.length === list.length && new Set(ids).size === ids.length ? ids : undefined;
}

function idOf(section: string, item: Json): string | undefined {
  return isObject(item) ? ownIdOf(section, item) : undefined;
}

function among(ids: Ids, others: Ids): Ids {
  const known = new Set(others);
  return ids.filter((id) => known.has(id));
}
