import { isPlain } from '@carethread/contracts';

/** What is not shown of a person's record: sections of their plans, and the names of what stands in them. */
export interface Kept {
  readonly sections: readonly string[];
  /** Ids of items of these sections, and hashes of what they cite. */
  readonly names: ReadonlySet<string>;
}

/** Members of an answer that say which section it is about, by name or by a path that begins with it. */
const SAY_SECTION = ['section', 'field', 'about'] as const;

/** Whether an answer, or a part of it, may hold what stands in a plan. */
export function mayHoldContent(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(mayHoldContent);
  if (!isPlain(value)) return false;
  return (
    'content' in value ||
    'itemId' in value ||
    SAY_SECTION.some((name) => name in value) ||
    Object.values(value).some(mayHoldContent)
  );
}

/**
 * An answer without what is restricted: the sections are taken out of every `content` of a plan, and whatever says what became of one
 * of them (a change, a difference, a correction, a suggestion) is left out whole.
 */
export function withoutRestricted(value: unknown, kept: Kept): unknown {
  if (Array.isArray(value))
    return value.filter((one) => !isAbout(one, kept)).map((one) => withoutRestricted(one, kept));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inside]): readonly (readonly [string, unknown])[] => {
      if (name === 'content' && isPlain(inside)) return [[name, withoutSections(inside, kept.sections)]];
      return isAbout(inside, kept) ? [] : [[name, withoutRestricted(inside, kept)]];
    }),
  );
}

/** Content of a plan without some of its sections. */
export function withoutSections<Value>(
  content: Readonly<Record<string, Value>>,
  sections: readonly string[],
): { readonly [name: string]: Value } {
  return Object.fromEntries(Object.entries(content).filter(([name]) => !sections.includes(name)));
}

function isAbout(value: unknown, { sections, names }: Kept): boolean {
  if (!isPlain(value)) return false;
  const said = SAY_SECTION.map((name) => value[name]);
  if (said.some((one) => typeof one === 'string' && sections.includes(firstOf(one)))) return true;
  const { itemId, section } = value;
  return section === undefined && typeof itemId === 'string' && (names.has(itemId) || sections.includes(itemId));
}

/** `importantPeople.0.name`, `/importantPeople/0`: the section. */
const firstOf = (path: string): string => /^\/?(\w+)/.exec(path)?.[1] ?? '';
