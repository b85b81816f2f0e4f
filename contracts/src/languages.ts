/** Language tags say the same in upper and in lower case (RFC 5646 §2.1.1): each is stored as it was sent, and compared here. */

/** Whether two tags name one language, or neither is there. */
export function isSameLanguage(tag: string | undefined, other: string | undefined): boolean {
  return spellTag(tag) === spellTag(other);
}

/** The language itself, without its script, region or variant. */
export function primaryLanguage(tag: string): string {
  return spellTag(tag)?.split('-')[0] ?? '';
}

/** One spelling of a tag, for what is compared as a whole. */
export function spellTag(tag: string | undefined): string | undefined {
  return tag?.toLowerCase();
}
