import type { Language } from '../session/session.js';

/** The same words in each language: a key that is missing in one of them does not compile. */
export type Languages<Words> = Readonly<Record<Language, Words>>;

/**
 * The words of a page. Welsh is a draft until a Welsh speaker has read it, and every Welsh page says so.
 * @param en what a page says in English
 * @param cy the same in Welsh
 */
export function languages<Words>(en: Words, cy: NoInfer<Words>): Languages<Words> {
  return { en, cy };
}
