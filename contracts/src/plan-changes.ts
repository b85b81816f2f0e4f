import type { RefusalCode } from './refusals.js';

/** What each section of a plan is: words, an object of members, a list of items, or a date. */
export const PLAN_SECTIONS = {
  personsView: 'text',
  profile: 'object',
  whatMatters: 'text',
  identity: 'object',
  history: 'object',
  importantPeople: 'list',
  conditions: 'list',
  allergies: 'list',
  needs: 'list',
  strengths: 'list',
  abilities: 'list',
  outcomes: 'list',
  goals: 'list',
  noGoalsReason: 'text',
  actions: 'list',
  preferences: 'object',
  routines: 'list',
  lifeDomains: 'object',
  responsibilities: 'object',
  riskLinks: 'list',
  restrictionLinks: 'list',
  specialistKeyInformation: 'list',
  communication: 'object',
  discharge: 'list',
  contingency: 'object',
  futurePlanning: 'object',
  legal: 'object',
  nonCareNotices: 'list',
  council: 'object',
  cpa: 'object',
  health: 'object',
  welfare: 'object',
  safety: 'object',
  rights: 'object',
  contacts: 'list',
  involvement: 'object',
  nextReviewBy: 'date',
} as const satisfies Record<string, 'text' | 'object' | 'list' | 'date'>;

export type PlanSection = keyof typeof PLAN_SECTIONS;

export function isPlanSection(name: string): name is PlanSection {
  return Object.hasOwn(PLAN_SECTIONS, name);
}

/** The member that holds an item's own id, by section: a goal names its need too, and is not called by that. */
export const OWN_ID: Readonly<Record<string, string>> = {
  needs: 'needId',
  outcomes: 'outcomeId',
  goals: 'goalId',
  actions: 'actionId',
  preferences: 'preferenceId',
  routines: 'routineId',
  riskLinks: 'riskId',
  restrictionLinks: 'restrictionId',
};

/** The id of an item of a section, or of a list in a section (`preferences.items`). */
export function ownIdOf(section: string, item: Readonly<Record<string, unknown>>): string | undefined {
  for (const name of [OWN_ID[section.split('.')[0] ?? ''] ?? 'id', 'id']) {
    const found = item[name];
    if (typeof found === 'string' && found.trim() !== '') return found;
  }
  return undefined;
}

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
      list.flatMap((item) => (isObject(item) ? (ownIdOf(name, item) ?? []) : [])),
    ]),
  );
}

/** Every list of a plan's content by its name. */
export function listsOf(
  content: Readonly<Record<string, unknown>>,
): readonly (readonly [string, readonly unknown[]])[] {
  return Object.entries(content).flatMap(([section, value]) => {
    if (Array.isArray(value)) return [[section, value as readonly unknown[]] as const];
    if (!isObject(value)) return [];
    return Object.entries(value).flatMap(([member, inside]) =>
      Array.isArray(inside) ? [[`${section}.${member}`, inside as readonly unknown[]] as const] : [],
    );
  });
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

/** A change that hits nothing, or says nothing: the code that refuses it, and what it names. */
export interface ChangeFault {
  readonly code: RefusalCode;
  readonly items: readonly string[];
}

/** R5: the one rule of what a change may name, where it is agreed and where it is applied. */
export function changeFault(change: PlannedChange, holdings: PlanHoldings): ChangeFault | undefined {
  const { op, section, itemId, field, to } = change;
  const at = itemId ?? section ?? 'change';
  if (op === 'add') return faultOfAddition(change, holdings);
  if (op === 'remove') return listNamedBy(change, holdings) === undefined ? notFound(at) : undefined;
  if (to === undefined) return { code: 'CHANGES_REQUIRED', items: [at] };
  if (itemId === undefined) return notFound(at);
  if (listNamedBy(change, holdings) !== undefined)
    return field === undefined && !isObject(to)
      ? { code: 'MALFORMED', items: [`${at}: an item is an object`] }
      : undefined;
  if (!isPlanSection(itemId) || (section !== undefined && section !== itemId)) return notFound(at);
  const kind = PLAN_SECTIONS[itemId];
  if (field !== undefined) return kind === 'object' ? undefined : notFound(`${itemId}.${field}`);
  const fits = kind === 'list' ? Array.isArray(to) : kind === 'object' ? isObject(to) : typeof to === 'string';
  return fits
    ? undefined
    : { code: 'MALFORMED', items: [`${itemId}: is ${kind === 'object' ? 'an object' : `a ${kind}`}`] };
}

function faultOfAddition({ section, itemId, to }: PlannedChange, holdings: PlanHoldings): ChangeFault | undefined {
  const [head = ''] = (section ?? '').split('.');
  const takes =
    section !== undefined &&
    isPlanSection(head) &&
    (head === section ? PLAN_SECTIONS[head] === 'list' : PLAN_SECTIONS[head] === 'object');
  if (!takes) return notFound(section ?? itemId ?? 'section');
  if (!isObject(to) || Object.keys(to).length === 0) return { code: 'CHANGES_REQUIRED', items: [section] };
  const id = ownIdOf(section, to) ?? itemId;
  return id !== undefined && holdings[section]?.includes(id) === true
    ? { code: 'STATE_CONFLICT', items: [id] }
    : undefined;
}

function notFound(...items: readonly string[]): ChangeFault {
  return { code: 'REFERENCE_NOT_FOUND', items };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
