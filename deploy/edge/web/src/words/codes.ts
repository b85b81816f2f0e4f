import { OBLIGATIONS, REFUSALS, SIGN_OFFS, TASKS } from '@carethread/contracts';
import type { About, RefusalWords } from './about.js';
import { cy } from './cy.js';
import { en, type SharedWords } from './en.js';
import type { Language } from '../session/session.js';

/** What every page may say, in the language of the user. */
export function sharedWords(language: Language): SharedWords {
  return language === 'cy' ? cy : en;
}

/** What to do about a refusal. A code that no page has words for is said as the API says it, in English. */
export function refusalText(words: SharedWords, code: string, about: About): string {
  const known: Readonly<Record<string, RefusalWords>> = words.refusals;
  if (Object.hasOwn(known, code)) return known[code]?.(about) ?? '';
  const contracts: Readonly<Record<string, readonly [number, string]>> = REFUSALS;
  return contracts[code]?.[1] ?? words.errors.unexpected;
}

/** What is wrong with one field, by the rule that it breaks. */
export function faultText(words: SharedWords, rule: string | undefined, limit: number | undefined): string {
  const known: Readonly<Record<string, (limit: number | undefined) => string>> = words.faults;
  return (known[rule ?? ''] ?? words.faults.format)(limit);
}

const WORK: Readonly<Record<string, string>> = {
  ...OBLIGATIONS,
  ...Object.fromEntries(Object.entries(TASKS).map(([kind, { title }]) => [kind, title])),
  ...Object.fromEntries(Object.values(SIGN_OFFS).map(({ kind, title }) => [kind, title])),
};

/** What was missed, by the title that the API gives its task. */
const MISSED: ReadonlyMap<string, string> = new Map(
  Object.entries(OBLIGATIONS).map(([kind, title]) => [`Missed: ${title}`, kind]),
);

/** What a piece of work is called: in the user's language where we have words, else as the catalogues of the API call it. */
export function workTitle(words: SharedWords, kind: string, title?: string | null): string {
  const missed = kind === 'obligationMissed' ? MISSED.get(title ?? '') : undefined;
  if (missed !== undefined) return workTitle(words, missed);
  const known: Readonly<Record<string, string>> = words.work;
  return (Object.hasOwn(known, kind) ? known[kind] : undefined) ?? WORK[kind] ?? title ?? words.somethingToDo;
}

/** A code in words; what we have no words for is shown as it is, so that nothing is hidden. */
export function codeText(words: Readonly<Record<string, string>>, code: string | undefined): string {
  if (code === undefined) return '';
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code;
}
