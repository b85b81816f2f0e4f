import { isRecord, member } from '@carethread/ledger';

/** What stands at a path of a section or an item; an undefined part ends the way. */
export function valueAt(whole: unknown, path: string): unknown {
  return path.split('/').reduce<unknown>((value, part) => {
    if (Array.isArray(value)) return value[Number(part)];
    return member(value, part);
  }, whole);
}

/** The same with something else at the path; undefined takes it out. What stands beside it stays. */
export function withValue(whole: unknown, path: string, value: unknown): unknown {
  const [first = '', ...rest] = path.split('/');
  const inner = (before: unknown): unknown => (rest.length === 0 ? value : withValue(before, rest.join('/'), value));
  if (/^\d+$/.test(first)) {
    const items: unknown[] = Array.isArray(whole) ? [...whole] : [];
    items[Number(first)] = inner(items[Number(first)]);
    return items;
  }
  const members: Readonly<Record<string, unknown>> = isRecord(whole) ? whole : {};
  return { ...members, [first]: inner(members[first]) };
}

/** Names of members that no reader needs: ids, and who recorded what. */
const HIDDEN = /^(id|.*Ids?|sensitivity|sensitive|recordedBy|recordedOn|source|version|assessmentId|eligible)$/;

export const isShown = (name: string): boolean => !HIDDEN.test(name);

/** Whatever a record says there, in lines. */
export function linesIn(value: unknown, label: (name: string) => string): readonly string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  if (typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return value.flatMap((one) => linesIn(one, label));
  if (!isRecord(value)) return [];
  const shown = Object.entries(value).filter(([name]) => isShown(name));
  const [only] = shown;
  if (shown.length === 1 && only !== undefined) return linesIn(only[1], label);
  return shown.flatMap(([name, inside]) => linesIn(inside, label).map((line) => `${label(name)}: ${line}`));
}

/** What an item is called: the first of these that it says. */
const TITLES = ['what', 'statement', 'text', 'title', 'label', 'name', 'substance', 'allergen', 'condition', 'summary'];

export function titleOf(item: unknown): { readonly title: string; readonly by: string } {
  for (const by of TITLES) {
    const found = member(item, by);
    if (typeof found === 'string' && found.trim() !== '') return { title: found, by };
  }
  return { title: '', by: '' };
}

/** Items of a list section. */
export function itemsIn(section: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(section) ? section.filter(isRecord) : [];
}

/** Whether a section says anything. */
export const isFilled = (section: unknown): boolean => linesIn(section, (name) => name).length > 0;
