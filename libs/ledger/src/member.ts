/** A member of a value of unknown type, such as what was thrown; undefined where the value is no object or has none of that name. */
export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** What was thrown, as an error: anything may be. */
export function errorOf(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown), { cause: thrown });
}

export function textMember(value: unknown, name: string): string | undefined {
  const found = member(value, name);
  return typeof found === 'string' ? found : undefined;
}

/** Throws TypeError where there is no text of that name. */
export function requireText(value: unknown, name: string): string {
  const text = textMember(value, name);
  if (text === undefined) throw new TypeError(`${name} must be a text`);
  return text;
}

/** Throws TypeError where there is no list of that name. */
export function requireList(value: unknown, name: string): readonly unknown[] {
  const list = member(value, name);
  if (!Array.isArray(list)) throw new TypeError(`${name} must be a list`);
  return list;
}

/** The members that are texts, such as the values of a path; none where the value is no object. */
export function textMembers(value: unknown): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  if (typeof value !== 'object' || value === null) return texts;
  for (const [name, found] of Object.entries(value)) if (typeof found === 'string') texts[name] = found;
  return texts;
}

export function numberMember(value: unknown, name: string): number | undefined {
  const found = member(value, name);
  return typeof found === 'number' ? found : undefined;
}

/** The list under a name; an empty one where the value has none. */
export function listMember(value: unknown, name: string): readonly unknown[] {
  const found = member(value, name);
  return Array.isArray(found) ? found : [];
}
