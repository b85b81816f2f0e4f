import { ownIdMember, PREFERENCE_TOPICS } from '@carethread/contracts';
import { presentItems, type Json } from '@carethread/ledger';
import type { CarePlanFacts } from '../facts.js';
import { isObject, isArray, itemId, items, section, text, type PlanContent } from './content.js';
import type { Objects } from './objections.js';

/** What an entry of a plan may point at within the plan, by the name of the member that points. */
const POINTERS: Readonly<Record<string, string>> = {
  needId: 'needs',
  needIds: 'needs',
  outcomeId: 'outcomes',
  outcomeIds: 'outcomes',
  goalId: 'goals',
  goalIds: 'goals',
  actionId: 'actions',
  actionIds: 'actions',
  preferenceId: 'preferences',
  preferenceIds: 'preferences',
  strengthIds: 'strengths',
};

/** Something that an entry points at: where it says so, in which list it should be, and the id. */
interface Pointer {
  readonly at: string;
  readonly list: string;
  readonly id: string;
}

/**
 * R39: what an entry points at exists. A pointer that the plan had already, and whose target is taken out, is not looked at: what it
 * says is tested where needs and preferences are (ENG-017, CITY-09).
 */
export function pointersResolve(
  content: PlanContent,
  before: PlanContent,
  councilNeeds: readonly string[],
  { assessments }: CarePlanFacts,
  refuse: Objects,
): void {
  const needs = [...councilNeeds, ...assessments.flatMap(({ needIds }) => needIds)];
  const had = new Set(pointersIn(before).map(({ list, id }) => `${list} ${id}`));
  const known = new Set([...targetsIn(content), ...needs.map((id) => `needs ${id}`)]);
  // Early assessments did not publish what they found: one that lists no needs counts as having any.
  const anyNeed = assessments.some(({ needIds }) => needIds.length === 0);
  const lost = pointersIn(content).filter(
    ({ list, id }) => !known.has(`${list} ${id}`) && !had.has(`${list} ${id}`) && !(anyNeed && list === 'needs'),
  );
  if (lost.length > 0)
    refuse(
      'REFERENCE_NOT_FOUND',
      lost.map(({ at }) => at),
    );
}

function targetsIn(content: PlanContent): readonly string[] {
  const held = section(content, 'preferences');
  const ids: Readonly<Record<string, readonly string[]>> = {
    needs: items(content, 'needs').flatMap((need) =>
      ['needId', 'id', 'councilNeedId', 'sourceNeedId', 'findingId'].flatMap((name) => text(need, name) ?? []),
    ),
    strengths: [...idsOf(content, 'strengths'), ...idsOf(content, 'abilities')],
    preferences: [
      ...idsOf(held, 'items', 'preferences'),
      ...idsOf(held, 'extras', 'preferences'),
      ...PREFERENCE_TOPICS,
    ],
    ...Object.fromEntries(['outcomes', 'goals', 'actions'].map((name) => [name, idsOf(content, name)])),
  };
  return Object.entries(ids).flatMap(([list, all]) => all.map((id) => `${list} ${id}`));
}

function idsOf(content: PlanContent, name: string, as = name): readonly string[] {
  return items(content, name).flatMap((item) =>
    presentItems(
      itemId(as, item) === undefined ? undefined : (itemId(as, item) ?? ''),
      ...['strengthId', 'abilityId'].flatMap((own) => text(item, own) ?? []),
    ),
  );
}

function pointersIn(value: Json, at = ''): readonly Pointer[] {
  if (isArray(value)) return value.flatMap((one, index) => pointersIn(one, `${at}[${index}]`));
  if (!isObject(value)) return [];
  const list = at.replace(/\[\d+\]/g, '');
  // Its own id names it; only in the list itself, so that a step of a goal points at the action that it names.
  const own = at.endsWith(']') ? ownIdMember(list, value) : undefined;
  return Object.entries(value).flatMap(([name, inside]): readonly Pointer[] => {
    const place = at === '' ? name : `${at}.${name}`;
    const target = POINTERS[name];
    if (target === undefined || (name === own && isOwnList(list, target))) return pointersIn(inside, place);
    const ids = isArray(inside) ? inside : [inside];
    return ids.flatMap((id, index) =>
      typeof id === 'string' && id.trim() !== ''
        ? [{ at: isArray(inside) ? `${place}[${index}]` : place, list: target, id }]
        : [],
    );
  });
}

function isOwnList(list: string, target: string): boolean {
  return list === target || list.startsWith(`${target}.`);
}
