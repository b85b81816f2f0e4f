import { isId } from '@carethread/contracts';
import type { Json, JsonObject } from '@carethread/ledger';

/** Which members a payload has, and of which kind: `goals[].target` → `string`. Ids as keys are one member. */
export type Shape = ReadonlyMap<string, string>;

export function shapeOf(payload: JsonObject): Shape {
  const shape = new Map<string, string>();
  const visit = (value: Json, path: string): void => {
    if (Array.isArray(value)) {
      shape.set(path, 'list');
      const items: readonly Json[] = value;
      for (const item of items) visit(item, `${path}[]`);
    } else if (typeof value === 'object' && value !== null) {
      if (path !== '') shape.set(path, 'object');
      for (const [name, inner] of Object.entries(value)) visit(inner, `${path}.${isId(name) ? '*' : name}`);
    } else shape.set(path, value === null ? 'null' : typeof value);
  };
  visit(payload, '');
  return shape;
}

/** How today's events of a type break with those stored under the same schema number; empty where they may carry it too. */
export function breaks(today: readonly Shape[], stored: readonly Shape[]): readonly string[] {
  const [now, before] = [kindsOf(today), kindsOf(stored)];
  return [...before].flatMap(([path, kinds]) => {
    const found = now.get(path);
    if (found === undefined) return [`${path} is gone`];
    return [...found].filter((kind) => !kinds.has(kind)).map((kind) => `${path} is now ${kind}`);
  });
}

/** Members that no stored event of this type and schema number has. */
export function additions(today: readonly Shape[], stored: readonly Shape[]): readonly string[] {
  const before = kindsOf(stored);
  return [...kindsOf(today).keys()].filter((path) => !before.has(path));
}

function kindsOf(shapes: readonly Shape[]): ReadonlyMap<string, ReadonlySet<string>> {
  const kinds = new Map<string, Set<string>>();
  for (const shape of shapes)
    for (const [path, kind] of shape) kinds.set(path, (kinds.get(path) ?? new Set()).add(kind));
  return kinds;
}
