import {
  addedId,
  changeFault,
  holdingsOf,
  isPlanSection,
  listNamedBy,
  ownIdMembers,
  ownIdOf,
  PLAN_SECTIONS,
  type ChangeFault,
} from '@carethread/contracts';
import { present, type Json, type JsonObject } from '@carethread/ledger';
import { isObject, isArray, type PlanContent } from './content.js';
import { same } from './correction-place.js';
import { difference } from './difference.js';
import { inOrder, isInOrder, isReordered, ORDER, ordersBetween } from './order-of-items.js';
import type { Change } from './version.js';

/** What changes come to: the content with those that could be applied, and for each other one why not. */
export interface Applied {
  readonly content: PlanContent;
  readonly made: readonly Change[];
  readonly faults: readonly (ChangeFault & { readonly change: Change })[];
}

/** R5: each change in turn; one that hits nothing changes nothing, and is named. */
export function withChanges(content: PlanContent, changes: readonly Change[]): Applied {
  return changes.reduce<Applied>(
    ({ content: held, made, faults }, change) => {
      const fault = faultOf(change, held);
      return fault === undefined
        ? { content: changed(held, change), made: [...made, change], faults }
        : { content: held, made, faults: [...faults, { ...fault, change }] };
    },
    { content, made: [], faults: [] },
  );
}

function faultOf(change: Change, content: PlanContent): ChangeFault | undefined {
  if (change.op !== ORDER) return changeFault(change, holdingsOf(content));
  return isReordered(content, change) ? { code: 'STALE_VERSION', items: [change.itemId] } : undefined;
}

/** Whether the content says already what the change would make of it. */
export function saysAlready(content: PlanContent, change: Change): boolean {
  if (change.op === ORDER) return isInOrder(content, change);
  const holdings = holdingsOf(content);
  if (change.op === 'add') return holdings[change.section ?? '']?.includes(addedId(change) ?? '') === true;
  if (change.op === 'remove') return listNamedBy(change, holdings) === undefined;
  return changeFault(change, holdings) === undefined && same(changed(content, change), content);
}

/** The content with one change that is known to hit something. */
function changed(content: PlanContent, change: Change): PlanContent {
  const { op, section, itemId, field, to = null } = change;
  if (op === ORDER) return inOrder(content, change);
  if (op === 'add' && section !== undefined) {
    const [idMember] = ownIdMembers(section);
    const added =
      isObject(to) && ownIdOf(section, to) === undefined ? { ...to, [idMember]: addedId(change) ?? itemId } : to;
    return inList(content, section, (list) => [...list, added]);
  }
  const list = listNamedBy(change, holdingsOf(content));
  if (list === undefined) {
    const present = content[itemId];
    if (field === undefined) return { ...content, [itemId]: to };
    return { ...content, [itemId]: withMember(isObject(present) ? present : {}, field, to) };
  }
  const isIt = (one: Json): one is JsonObject => isObject(one) && ownIdOf(list, one) === itemId;
  if (op === 'remove') return inList(content, list, (all) => all.filter((one) => !isIt(one)));
  return inList(content, list, (all) => all.map((one) => (isIt(one) ? itemChanged(list, one, field, to) : one)));
}

/** A whole item keeps its id where the change does not say it again. */
function itemChanged(list: string, item: JsonObject, field: string | undefined, to: Json): Json {
  if (field !== undefined) return withMember(item, field, to);
  if (!isObject(to) || ownIdOf(list, to) !== undefined) return to;
  const [idMember = 'id'] = Object.entries(item).find(([, value]) => value === ownIdOf(list, item)) ?? [];
  return { [idMember]: item[idMember] ?? null, ...to };
}

/** Null is what a change says of a member that is to be no more; no content holds it. */
function withMember(whole: JsonObject, field: string, to: Json): JsonObject {
  const others = Object.entries(whole).filter(([name]) => name !== field);
  return to === null ? Object.fromEntries(others) : { ...whole, [field]: to };
}

function inList(content: PlanContent, name: string, made: (list: readonly Json[]) => readonly Json[]): PlanContent {
  const [section = '', member] = name.split('.');
  const present = content[section];
  const list = (value: Json | undefined): readonly Json[] => (isArray(value) ? value : []);
  if (member === undefined) return { ...content, [section]: made(list(present)) };
  const whole = isObject(present) ? present : {};
  return { ...content, [section]: { ...whole, [member]: made(list(whole[member])) } };
}

/** What leads from one content to another, as changes that can be applied to a third. */
export function changesBetween(
  before: PlanContent,
  after: PlanContent,
  changeId: (index: number) => string,
): readonly Change[] {
  const whole = new Set<string>();
  const found = difference(withSectionsOf(after, before), withSectionsOf(before, after)).flatMap(
    ({ section, itemId, field, ...values }): readonly Omit<Change, 'changeId'>[] => {
      if (itemId === undefined) return [present({ itemId: section, field, ...fromTo(values) })];
      // A list whose items are identified by their place changes as a whole: elsewhere another item may stand in that place.
      if (itemId.startsWith('#')) {
        if (whole.has(section)) return [];
        whole.add(section);
        return [{ itemId: section, from: before[section] ?? null, to: after[section] ?? [] }];
      }
      if (field !== undefined) return [{ section, itemId, field, ...fromTo(values) }];
      return values.before === null
        ? [{ op: 'add', section, itemId, to: values.after }]
        : values.after === null
          ? [{ op: 'remove', section, itemId, from: values.before }]
          : [{ section, itemId, ...fromTo(values) }];
    },
  );
  return [...found, ...ordersBetween(before, after)]
    .filter(({ section, itemId }) => !whole.has(section ?? '') || itemId === section)
    .map((change, index) => ({ changeId: changeId(index), ...change }));
}

/** With an empty list or object where only the other content has that section: what is added is added item by item. */
function withSectionsOf(other: PlanContent, content: PlanContent): PlanContent {
  const missing = Object.keys(other).flatMap((name): readonly (readonly [string, Json])[] => {
    if (content[name] !== undefined || !isPlanSection(name)) return [];
    if (PLAN_SECTIONS[name] === 'list' && isArray(other[name])) return [[name, []]];
    return PLAN_SECTIONS[name] === 'object' && isObject(other[name]) ? [[name, {}]] : [];
  });
  return { ...content, ...Object.fromEntries(missing) };
}

function fromTo({ before, after }: { readonly before: Json; readonly after: Json }): Pick<Change, 'from' | 'to'> {
  return { from: before, to: after };
}
