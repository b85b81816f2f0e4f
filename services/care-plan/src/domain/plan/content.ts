import {
  isPlanSection,
  isVisible,
  ownIdOf,
  PLAN_SECTIONS,
  saysSomething,
  type PlanSection,
} from '@carethread/contracts';
import type { Json, JsonObject } from '@carethread/ledger';

/** The sections of a plan (model §10.1). A draft may hold any of them; a proposal must hold what its profile asks for. */
export const SECTIONS: readonly PlanSection[] = Object.keys(PLAN_SECTIONS).filter(isPlanSection);

export interface PlanContent extends JsonObject {
  readonly personsView?: Json;
}
export type Item = JsonObject;

/** The list that a section holds; empty where it is absent. */
export function items(content: PlanContent, section: string): readonly Item[] {
  const found = content[section];
  if (!isArray(found)) return [];
  return found.every(isObject) ? found : found.filter(isObject);
}

export function section(content: PlanContent, name: string): JsonObject {
  const found = content[name];
  return isObject(found) ? found : {};
}

export function text(item: JsonObject, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = item[name];
    if (typeof found === 'string' && isVisible(found)) return found;
  }
  return undefined;
}

/** Something has been said: text that is seen, a number, a flag, or a list or object that holds something that says so. */
export function said(value: Json | undefined): boolean {
  return saysSomething(value);
}

/** The content without what null takes out of it. */
export function withoutNothing(content: PlanContent): PlanContent {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== null));
}

/** The id of an item of that section. */
export function itemId(section: string, item: JsonObject): string | undefined {
  return ownIdOf(section, item);
}

/** The content with one field of one item changed: an item of any list, or a whole section by its name. */
export function withChange(
  content: PlanContent,
  change: { readonly itemId: string; readonly field?: string | undefined; readonly to: Json },
): PlanContent {
  if (Object.hasOwn(content, change.itemId) && change.field === undefined)
    return { ...content, [change.itemId]: change.to };
  return Object.fromEntries(
    Object.entries(content).map(([name, value]) => {
      if (name === change.itemId && change.field !== undefined && !isArray(value))
        return [name, Object.assign({}, value, { [change.field]: change.to })];
      if (!isArray(value)) return [name, value];
      return [
        name,
        value.map((item) =>
          isObject(item) && itemId(name, item) === change.itemId && change.field !== undefined
            ? { ...item, [change.field]: change.to }
            : item,
        ),
      ];
    }),
  );
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
