import { editDistance } from './edit-distance.js';

/** Longer names are compared with nothing. */
const LONGEST = 40;
/** A name with at least this many of another's first letters is that name cut short. */
const SHORTENED = 4;

/** The known name that a misspelt one stands for; undefined where it is like none of them. */
export function closestName(name: string, known: readonly string[]): string | undefined {
  return name.length > LONGEST ? undefined : known.find((one) => isMisspelt(name, one));
}

/** A name in one spelling: `first_language` is `firstLanguage`. */
const plain = (name: string): string => name.toLowerCase().replace(/[_-]/g, '');

/** At most two letters added, missing, changed or swapped, and one in a short name; or its first letters alone. */
function isMisspelt(name: string, known: string): boolean {
  const allowed = known.length < 5 ? 1 : 2;
  const [from, to] = [plain(name), plain(known)];
  if (!/^[a-z]+$/.test(from)) return false;
  if (from.length >= SHORTENED && to.startsWith(from)) return true;
  if (Math.abs(from.length - to.length) > allowed) return false;
  return editDistance(from, to) <= allowed;
}
