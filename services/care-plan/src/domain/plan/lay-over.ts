import { ownIdOf } from '@carethread/contracts';
import type { Json, JsonObject } from '@carethread/ledger';
import type { PlanContent } from './content.js';
import { isObject, same } from './correction-place.js';

/** Where the same item was written on both sides: its section, and the item's id, the member or the section itself. */
export type Conflict = {
  readonly section: string;
  readonly at: string;
};

export interface LaidOver {
  readonly content: PlanContent;
  readonly conflicts: readonly Conflict[];
}

/**
 * R2: what was written over `base` is laid over another content. An item that only one side changed is taken from that side; one
 * that both changed is a conflict, unless one of them says exactly what both changes come to: no item is made that nobody wrote.
 * A conflict keeps what was written, and is named.
 */
export function layOver(base: PlanContent, written: PlanContent, onto: PlanContent): LaidOver {
  const conflicts: Conflict[] = [];
  const content: Record<string, Json> = {};
  for (const section of new Set([...Object.keys(onto), ...Object.keys(written)])) {
    const merged = three(base[section], written[section], onto[section], section, (at) =>
      conflicts.push({ section, at }),
    );
    if (merged !== undefined) content[section] = merged;
  }
  return { content, conflicts };
}

type Side = Json | undefined;
type Told = (at: string) => void;

function three(base: Side, written: Side, onto: Side, at: string, clash: Told): Side {
  const settled = settle(base, written, onto);
  if (settled !== undefined) return settled.value;
  const lists = [base ?? [], written, onto].map((side) => listById(at, side));
  const [before, mine, theirs] = lists;
  if (before !== undefined && mine !== undefined && theirs !== undefined) return list(before, mine, theirs, clash);
  if (isObject(written) && isObject(onto)) return members(isObject(base) ? base : {}, written, onto, at, clash);
  clash(at);
  return written ?? onto;
}

/** What needs no thought: one side left it alone, or both say the same. */
function settle(base: Side, written: Side, onto: Side): { readonly value: Side } | undefined {
  if (equal(written, base)) return { value: onto };
  if (equal(onto, base) || equal(written, onto)) return { value: written };
  return undefined;
}

function members(base: JsonObject, written: JsonObject, onto: JsonObject, at: string, clash: Told): JsonObject {
  const names = [...new Set([...Object.keys(onto), ...Object.keys(written)])];
  return present(names.map((name) => [name, three(base[name], written[name], onto[name], `${at}.${name}`, clash)]));
}

function list(base: Items, written: Items, onto: Items, clash: Told): Json {
  const ids = [...new Set([...onto.keys(), ...written.keys()])];
  return ids.flatMap((id) => {
    const [before, mine, theirs] = [base.get(id), written.get(id), onto.get(id)];
    const settled = settle(before, mine, theirs) ?? { value: item(before, mine, theirs) };
    if (settled.value !== undefined) return [settled.value];
    if (settle(before, mine, theirs) !== undefined) return [];
    clash(id);
    return [mine ?? theirs ?? null];
  });
}

/** Both changes together, where one of the two sides says exactly that already. */
function item(base: Side, written: Side, onto: Side): Side {
  if (!isObject(base) || !isObject(written) || !isObject(onto)) return undefined;
  const names = [...new Set([...Object.keys(onto), ...Object.keys(written)])];
  const both = names.map((name) => [name, settle(base[name], written[name], onto[name])] as const);
  if (both.some(([, settled]) => settled === undefined)) return undefined;
  const merged = present(both.map(([name, settled]) => [name, settled?.value]));
  return equal(merged, written) || equal(merged, onto) ? merged : undefined;
}

type Items = ReadonlyMap<string, JsonObject>;

/** A list whose every item has an id of its own; undefined for any other. */
function listById(at: string, side: Side): Items | undefined {
  if (!Array.isArray(side)) return undefined;
  const found = new Map<string, JsonObject>();
  for (const one of side as readonly Json[]) {
    const id = isObject(one) ? ownIdOf(at, one) : undefined;
    if (id === undefined || found.has(id) || !isObject(one)) return undefined;
    found.set(id, one);
  }
  return found;
}

function present(entries: readonly (readonly [string, Side])[]): JsonObject {
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function equal(a: Side, b: Side): boolean {
  return (a === undefined) === (b === undefined) && same(a, b);
}
