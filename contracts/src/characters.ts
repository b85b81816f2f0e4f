/** Which characters a person may write. Every text and every name that is sent passes these. */

/** Control characters other than tabs and ends of lines, and what turns the direction of reading round for what comes after. */
const NOT_WRITTEN = /[^\P{Cc}\t\n\r]|[\u202A-\u202E\u2066-\u2069]/u;
/** In a name neither, nor lines, nor what is no character at all; joiners belong to some scripts. */
const UNSEEN = /[\p{Cc}\p{Co}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200C\u200D])\p{Cf}/u;
const VISIBLE = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;

/** Well-formed, and without the characters that nobody writes. */
export function isWritten(text: string): boolean {
  return text.isWellFormed() && !NOT_WRITTEN.test(text);
}

/** Whether words say anything: spaces and characters that nobody sees do not. */
export function isVisible(words: string): boolean {
  return VISIBLE.test(words);
}

/** Why a name, a title or a part of one is none; undefined where it is one. */
export function faultInName(name: string): string | undefined {
  if (UNSEEN.test(name)) return 'has a character that cannot be seen';
  return isVisible(name) ? undefined : 'needs a character that can be seen';
}
