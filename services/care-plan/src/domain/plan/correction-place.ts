import { PLAN_SECTIONS, isPlanSection, ownIdOf } from '@carethread/contracts';
import { canonicalJson, type Json, type JsonObject } from '@carethread/ledger';
import { isArray, isObject, items, withChange, type PlanContent } from './content.js';
import type { Correction } from './version.js';

/** Where in a plan a correction applies: `profile`, `profile.penPicture`, `contacts`, `contacts.<id>` or `contacts.<id>.phone`. */
export interface Place {
  readonly section: string;
  readonly itemId?: string;
  readonly member?: string;
}

type What = Pick<Correction, 'field' | 'to' | 'op' | 'byRecording'>;

/** The place that a field names in this content; undefined where it names an item that is not there. */
export function placeOf(field: string, content: PlanContent): Place | undefined {
  const dot = field.indexOf('.');
  if (dot === -1) return { section: field };
  const section = field.slice(0, dot);
  const rest = field.slice(dot + 1);
  if (!isList(section, content)) return rest.includes('.') || rest === '' ? undefined : { section, member: rest };
  const ids = items(content, section).map((item) => ownIdOf(section, item));
  if (ids.includes(rest)) return { section, itemId: rest };
  const last = rest.lastIndexOf('.');
  const itemId = rest.slice(0, Math.max(0, last));
  return ids.includes(itemId) ? { section, itemId, member: rest.slice(last + 1) } : undefined;
}

export function isList(section: string, content: PlanContent): boolean {
  return Array.isArray(content[section]) || (isPlanSection(section) && PLAN_SECTIONS[section] === 'list');
}

/** What stands in that place; null where nothing does. */
export function valueAt(field: string, content: PlanContent): Json {
  const place = placeOf(field, content);
  if (place === undefined) return null;
  const { section, itemId, member } = place;
  const whole = content[section] ?? null;
  if (itemId !== undefined) {
    const item = items(content, section).find((one) => ownIdOf(section, one) === itemId) ?? null;
    return member === undefined ? item : (item?.[member] ?? null);
  }
  return member === undefined ? whole : isObject(whole) ? (whole[member] ?? null) : null;
}

/** The content with one fact set right; the same object where that changes nothing. */
export function corrected(content: PlanContent, what: What): PlanContent {
  if (what.byRecording === true) return asRecordedBefore(content, what);
  const { field, to, op } = what;
  const place = placeOf(field, content);
  if (place === undefined) return content;
  const { section, itemId, member } = place;
  const listed = items(content, section);
  if (op === 'add' || (itemId === undefined && member === undefined && isList(section, content) && !Array.isArray(to)))
    return holds(section, listed, to) ? content : { ...content, [section]: [...listed, to] };
  const next = ((): PlanContent => {
    if (itemId !== undefined)
      return {
        ...content,
        [section]: listed.map((item) =>
          ownIdOf(section, item) === itemId ? itemSet(section, item, member, to) : item,
        ),
      };
    if (member === undefined) return { ...content, [section]: to };
    const whole = content[section];
    const others = isObject(whole) ? whole : {};
    return { ...content, [section]: { ...others, [member]: to } };
  })();
  return same(next, content) ? content : next;
}

function itemSet(section: string, item: JsonObject, member: string | undefined, to: Json): Json {
  if (member !== undefined) return { ...item, [member]: to };
  if (!isObject(to) || ownIdOf(section, to) !== undefined) return to;
  const [idMember] = Object.entries(item).find(([, value]) => value === ownIdOf(section, item)) ?? ['id'];
  return { [idMember]: item[idMember] ?? null, ...to };
}

function holds(section: string, listed: readonly JsonObject[], to: Json): boolean {
  const id = isObject(to) ? ownIdOf(section, to) : undefined;
  return listed.some((item) => same(item, to) || (id !== undefined && ownIdOf(section, item) === id));
}

/** How a correction was read before lists could be corrected by item: stored issues of that time have their hash from it. */
function asRecordedBefore(content: PlanContent, { field, to }: What): PlanContent {
  const [head = '', member] = field.split('.');
  const whole = content[head];
  if (member === undefined) return { ...content, [head]: isArray(whole) && !isArray(to) ? [...whole, to] : to };
  if (whole === undefined || isObject(whole)) return { ...content, [head]: { ...whole, [member]: to } };
  return withChange(content, { itemId: head, field: member, to });
}

export function same(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || canonicalJson(a ?? null) === canonicalJson(b ?? null);
}
