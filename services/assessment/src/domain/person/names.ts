export type Name = { readonly given?: string; readonly family?: string; readonly preferred?: string };

/** Control characters, what turns the direction of reading, and what is no character at all; joiners belong to some scripts. */
const UNSEEN = /[\p{Cc}\p{Co}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200C\u200D])\p{Cf}/u;
const VISIBLE = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;

/** Why a part of a name is none; undefined where it is one. */
export function faultInName(part: string): string | undefined {
  if (UNSEEN.test(part)) return 'has a character that cannot be seen';
  return VISIBLE.test(part) ? undefined : 'needs a character that can be seen';
}
