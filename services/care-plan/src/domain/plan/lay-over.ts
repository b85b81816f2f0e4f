import { ownIdOf } from '@carethread/contracts';
import type { Json, JsonObject } from '@carethread/ledger';
import { isObject, isArray, type PlanContent } from './content.js';
import { same } from './correction-place.js';

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
  const content = merged(base, written, onto, (section) => (at, mine, theirs) => {
    conflicts.push({ section, at });
    return mine ?? theirs;
  });
  return { content, conflicts };
}

/** The same where what was written came later, and holds wherever both sides changed an item. */
export function layOverLater(base: PlanContent, written: PlanContent, onto: PlanContent): PlanContent {
  return merged(base, written, onto, () => (_, mine) => mine);
}

function merged(
  base: PlanContent,
  written: PlanContent,
  onto: PlanContent,
  clashIn: (section: string) => Clash,
): PlanContent {
  const sections = [...new Set([...Object.keys(onto), ...Object.keys(written)])];
  return present(
    sections.map((name) => [name, three(base[name], written[name], onto[name], name, clashIn(name))] as const),
  );
}

type Side = Json | undefined;
/** What stands where both sides changed an item. */
type Clash = (at: string, mine: Side, theirs: Side) => Side;

function three(base: Side, written: Side, onto: Side, at: string, clash: Clash): Side {
  const settled = settle(base, written, onto);
  if (settled !== undefined) return settled.value;
  const lists = [base ?? [], written, onto].map((side) => listById(at, side));
  const [before, mine, theirs] = lists;
  if (before !== undefined && mine !== undefined && theirs !== undefined) return list(before, mine, theirs, clash);
  if (isObject(written) && isObject(onto)) return members(isObject(base) ? base : {}, written, onto, at, clash);
  return clash(at, written, onto);
}

/** What needs no thought: one side left it alone, or both say the same. */
function settle(base: Side, written: Side, onto: Side): { readonly value: Side } | undefined {
  if (equal(written, base)) return { value: onto };
  if (equal(onto, base) || equal(written, onto)) return { value: written };
  return undefined;
}

function members(base: JsonObject, written: JsonObject, onto: JsonObject, at: string, clash: Clash): JsonObject {
  const names = [...new Set([...Object.keys(onto), ...Object.keys(written)])];
  return present(names.map((name) => [name, three(base[name], written[name], onto[name], `${at}.${name}`, clash)]));
}

function list(base: Items, written: Items, onto: Items, clash: Clash): Json {
  return idsOf(base, written, onto).flatMap((id) => {
    const [before, mine, theirs] = [base.get(id), written.get(id), onto.get(id)];
    const settled = settle(before, mine, theirs) ?? { value: item(before, mine, theirs) };
    if (settled.value !== undefined) return [settled.value];
    if (settle(before, mine, theirs) !== undefined) return [];
    const stands = clash(id, mine, theirs);
    return stands === undefined ? [] : [stands];
  });
}

/** In the order of what is laid over, unless what was written puts what was there into another: then in that, with what is new after it. */
function idsOf(base: Items, written: Items, onto: Items): readonly string[] {
  const [then, now] = [
    [...base.keys()].filter((id) => written.has(id)),
    [...written.keys()].filter((id) => base.has(id)),
  ];
  const [first, second] = same(then, now) ? [onto, written] : [written, onto];
  return [...new Set([...first.keys(), ...second.keys()])];
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
  if (!isArray(side)) return undefined;
  const found = new Map<string, JsonObject>();
  for (const one of side) {
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
