import { memberFaults, sectionFaults } from './care-plan/content/check.js';
import { fault, wordsOf, type Fault } from './faults.js';
import { isPlain } from './fields.js';
import { isPlanSection, listsOf, ownIdMembers, ownIdOf, PLAN_SECTIONS } from './plan-sections.js';
import type { RuleCode } from './refusals.js';
import { saysSomething } from './says-something.js';

export const CHANGE_OPS = ['add', 'remove'] as const;

/**
 * One change to a plan. Without `op` it sets a field of an item, a whole item, a member of a section or a whole section; `add` puts
 * an item (`to`) into the list `section`; `remove` takes one out. A list stands in a section by the section's name, and one that
 * lies inside an object by both names: `preferences.items`.
 */
export interface PlannedChange {
  readonly op?: string;
  readonly section?: string;
  readonly itemId?: string;
  readonly field?: string;
  readonly to?: unknown;
}

/** What a version holds: the ids of the items of each list. It travels sealed, with the version. */
export type PlanHoldings = Readonly<Record<string, readonly string[]>>;

/** The ids of the items of each list of a plan's content, lists inside an object too. */
export function holdingsOf(content: Readonly<Record<string, unknown>>): PlanHoldings {
  return Object.fromEntries(
    listsOf(content).map(([name, list]) => [
      name,
      list.flatMap((item) => (isPlain(item) ? (ownIdOf(name, item) ?? []) : [])),
    ]),
  );
}

/** Which list the change is about: the one that it names, else the only one that holds the item. */
export function listNamedBy({ section, itemId }: PlannedChange, holdings: PlanHoldings): string | undefined {
  if (itemId === undefined) return undefined;
  const holding = Object.keys(holdings).filter(
    (name) =>
      (section === undefined || name === section || name.startsWith(`${section}.`)) && holdings[name]?.includes(itemId),
  );
  return holding.length === 1 ? holding[0] : undefined;
}

/** A change that hits nothing, or says nothing: the code that refuses it, and what it names; or its form, and the faults in it. */
export type ChangeFault =
  | { readonly code: RuleCode; readonly items: readonly string[] }
  | { readonly code: 'MALFORMED'; readonly items: readonly string[]; readonly faults: readonly Fault[] };

/** R5: the one rule of what a change may name and set, where it is agreed and where it is applied. */
export function changeFault(change: PlannedChange, holdings: PlanHoldings): ChangeFault | undefined {
  const { op, section, itemId, field, to } = change;
  const at = itemId ?? section ?? 'change';
  if (op === 'add') return faultOfAddition(change, holdings);
  const list = listNamedBy(change, holdings);
  if (op === 'remove') return list === undefined ? notFound(at) : undefined;
  if (to === undefined) return { code: 'CHANGES_REQUIRED', items: [at] };
  if (itemId === undefined) return notFound(at);
  if (list !== undefined) return faultInItem(list, itemId, field, to);
  if (!isPlanSection(itemId) || (section !== undefined && section !== itemId)) return notFound(at);
  const kind = PLAN_SECTIONS[itemId];
  if (field !== undefined)
    return kind === 'object' ? misshapen(memberFaults(itemId, field, to)) : notFound(`${itemId}.${field}`);
  const fits = kind === 'list' ? Array.isArray(to) : kind === 'object' ? isPlain(to) : typeof to === 'string';
  return fits
    ? misshapen(sectionFaults(itemId, to, '/to'))
    : misshapen([fault('/to', 'type', `is ${kind === 'object' ? 'an object' : `a ${kind}`}`)]);
}

/** A field of an item, or the item: what the list can hold, and always under the id that it has. */
function faultInItem(list: string, itemId: string, field: string | undefined, to: unknown): ChangeFault | undefined {
  if (field !== undefined)
    return ownIdMembers(list).includes(field) && to !== itemId
      ? misshapen([fault('/field', 'notAllowed', 'the id of an item stays')])
      : misshapen(memberFaults(list, field, to));
  if (!isPlain(to)) return misshapen([fault('/to', 'type', 'an item is an object')]);
  return (ownIdOf(list, to) ?? itemId) === itemId
    ? misshapen(itemFaults(list, to))
    : misshapen([fault('/to', 'conflict', 'keeps the id of the item')]);
}

function faultOfAddition({ section, itemId, to }: PlannedChange, holdings: PlanHoldings): ChangeFault | undefined {
  const [head = ''] = (section ?? '').split('.');
  const takes =
    section !== undefined &&
    isPlanSection(head) &&
    (head === section ? PLAN_SECTIONS[head] === 'list' : PLAN_SECTIONS[head] === 'object');
  if (!takes) return notFound(section ?? itemId ?? 'section');
  if (!isPlain(to) || !saysSomething(to)) return { code: 'CHANGES_REQUIRED', items: [section] };
  const faults = misshapen(itemFaults(section, to));
  if (faults !== undefined) return faults;
  const id = addedId({ section, to, itemId });
  if (id === undefined) return { code: 'CHANGES_REQUIRED', items: [`/to/${ownIdMembers(section)[0]}`] };
  return holdings[section]?.includes(id) === true ? { code: 'STATE_CONFLICT', items: [id] } : undefined;
}

/** The own id of what is added: it says it, or the change names it. The section's name is no item's id. */
export function addedId({
  section = '',
  itemId,
  to,
}: Pick<PlannedChange, 'section' | 'to'> & { readonly itemId?: string | undefined }): string | undefined {
  const named = itemId === section || itemId?.trim() === '' ? undefined : itemId;
  return (isPlain(to) ? ownIdOf(section, to) : undefined) ?? named;
}

/** What a plan holds after a change that has no fault: the next change of the same list is measured by it. */
export function holdingsAfter(change: PlannedChange, holdings: PlanHoldings): PlanHoldings {
  const { op, section = '', itemId, field, to } = change;
  if (op === 'add') {
    const id = addedId(change);
    return id === undefined ? holdings : { ...holdings, [section]: [...(holdings[section] ?? []), id] };
  }
  const list = listNamedBy(change, holdings);
  if (op === 'remove' && list !== undefined)
    return { ...holdings, [list]: (holdings[list] ?? []).filter((id) => id !== itemId) };
  if (list !== undefined || itemId === undefined || !isPlanSection(itemId)) return holdings;
  const name = field === undefined ? itemId : `${itemId}.${field}`;
  const others = Object.entries(holdings).filter(([one]) => one !== name && !one.startsWith(`${name}.`));
  const set = holdingsOf({ [itemId]: field === undefined ? to : { [field]: to } });
  return { ...Object.fromEntries(others), ...set };
}

/** What of a whole item its list cannot hold. */
function itemFaults(list: string, item: unknown): readonly Fault[] {
  const [section = '', member] = list.split('.');
  if (member === undefined) return sectionFaults(section, [item], '').map(ofItem('/0'));
  return sectionFaults(section, { [member]: [item] }, '').map(ofItem(`/${member}/0`));
}

const ofItem =
  (lead: string) =>
  (one: Fault): Fault => ({
    ...one,
    pointer: `/to${one.pointer.startsWith(lead) ? one.pointer.slice(lead.length) : ''}`,
  });

function misshapen(faults: readonly Fault[]): ChangeFault | undefined {
  return faults.length === 0 ? undefined : { code: 'MALFORMED', items: faults.map(wordsOf), faults };
}

function notFound(...items: readonly string[]): ChangeFault {
  return { code: 'REFERENCE_NOT_FOUND', items };
}
