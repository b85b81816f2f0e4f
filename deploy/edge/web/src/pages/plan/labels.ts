import { linesIn } from './values.js';
import { readable } from '../../words/readable.js';
import { SECTIONS, type MemberShape } from './sections.js';
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

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whatever a plan says there, in lines, with days as people write them. */
export function shownLines(words: PlanWords, value: unknown): readonly string[] {
  return linesIn(value, (name) => memberLabel(words, name)).map((line) => (DAY.test(line) ? words.day(line) : line));
}

/** Names of members in the order in which a section asks for them. */
const ORDER = SECTIONS.flatMap((shape) => (shape.kind === 'text' ? [] : shape.members)).map(
  ({ path }) => path.split('/').findLast((part) => part !== 'content') ?? path,
);

/** Where a member stands among others; what no section asks for comes last. */
export function placeOf(name: string): number {
  const place = ORDER.indexOf(name);
  return place === -1 ? ORDER.length : place;
}
