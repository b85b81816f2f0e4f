import type { AnswerOf } from '../../../api/operation.js';
import { SECTION_OF_CODE, SECTIONS } from '../sections.js';

export type Unready = AnswerOf<'listPlanReadiness'>['items'][number];

const KNOWN = new Set(SECTIONS.map(({ section }) => section));

/** The section in which something that keeps a draft from being sent is put right; undefined where that is elsewhere. */
export function sectionOf({ code, pointer }: Unready): string | undefined {
  const [, , named = ''] = (pointer ?? '').split('/');
  const [, first = ''] = (pointer ?? '').split('/');
  return [first, named].find((section) => KNOWN.has(section)) ?? SECTION_OF_CODE[code];
}

export function problemsBySection(items: readonly Unready[]): ReadonlyMap<string, readonly Unready[]> {
  const found = new Map<string, readonly Unready[]>();
  for (const item of items) {
    const section = sectionOf(item);
    if (section !== undefined) found.set(section, [...(found.get(section) ?? []), item]);
  }
  return found;
}
