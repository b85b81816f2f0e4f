import { holdingsOf } from '@carethread/contracts';
import type { JsonObject } from '@carethread/ledger';
import { isObject, type PlanContent } from './content.js';
import type { Change } from './version.js';

/** How deep what a section holds is named by its path: `preferences.topics.meals`. */
const DEEPEST = 3;

/** What of a proposal somebody can point at: its items by id, its sections and what they hold by path, and what it takes away. */
export function placesIn(content: PlanContent, changes: readonly Change[]): readonly string[] {
  return [
    ...new Set([
      ...pathsIn(content, '', 1),
      ...Object.values(holdingsOf(content)).flat(),
      ...changes.map(({ itemId }) => itemId),
    ]),
  ];
}

function pathsIn(value: JsonObject, within: string, depth: number): readonly string[] {
  return Object.entries(value).flatMap(([name, inner]) => {
    const path = within + name;
    return isObject(inner) && depth < DEEPEST ? [path, ...pathsIn(inner, `${path}.`, depth + 1)] : [path];
  });
}
