import { readable } from '../../words/readable.js';
import type { MemberShape } from './sections.js';
import type { PlanWords } from './words.js';

/** What a section, a member or a path is called; what we have no words for, by its code. */
function called(known: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(known, code) ? (known[code] ?? code) : readable(code);
}

export const sectionLabel = (words: PlanWords, section: string): string => called(words.section, section);
export const memberLabel = (words: PlanWords, name: string): string => called(words.member, name);

/** The last name of a path that says anything: of `topics/meals/content`, the meals. */
export function inputLabel(words: PlanWords, { path }: MemberShape): string {
  const known: Readonly<Record<string, string>> = words.member;
  if (Object.hasOwn(known, path)) return memberLabel(words, path);
  const names = path.split('/').filter((part) => part !== 'content' && !/^\d+$/.test(part));
  return memberLabel(words, names.at(-1) ?? path);
}
