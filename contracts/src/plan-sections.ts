import { isPlain } from './fields.js';

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

/**
 * Sections whose processing nobody restricts (D20): allergies, risks, restrictions and advance decisions, since somebody may come to
 * harm who does not know of them; and the day of the next review, by which lists are put in order.
 */
export const NEVER_RESTRICTED: readonly PlanSection[] = [
  'allergies',
  'riskLinks',
  'restrictionLinks',
  'safety',
  'legal',
  'futurePlanning',
  'nextReviewBy',
];

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

/** The members that may hold the own id of an item of a section, or of a list in a section (`preferences.items`). */
export function ownIdMembers(section: string): readonly [string, string] {
  return [OWN_ID[section.split('.')[0] ?? ''] ?? 'id', 'id'];
}

/** The id of an item of a section, or of a list in a section. */
export function ownIdOf(section: string, item: Readonly<Record<string, unknown>>): string | undefined {
  const member = ownIdMember(section, item);
  return member === undefined ? undefined : String(item[member]);
}

/** The member that holds the item's own id. */
export function ownIdMember(section: string, item: Readonly<Record<string, unknown>>): string | undefined {
  return ownIdMembers(section).find((name) => {
    const found = item[name];
    return typeof found === 'string' && found.trim() !== '';
  });
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Every list of a plan's content by its name. */
export function listsOf(
  content: Readonly<Record<string, unknown>>,
): readonly (readonly [string, readonly unknown[]])[] {
  return Object.entries(content).flatMap(([section, value]) => {
    if (isList(value)) return [[section, value] as const];
    if (!isPlain(value)) return [];
    return Object.entries(value).flatMap(([member, inside]) =>
      isList(inside) ? [[`${section}.${member}`, inside] as const] : [],
    );
  });
}
