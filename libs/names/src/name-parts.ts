import { isAscii, plainLetters } from './letters.js';

export interface NamePart {
  readonly text: string;
  /** `van`, `de`, `al`: it says little by itself. */
  readonly particle: boolean;
}

/** Neighbouring parts as somebody might write them in one: `annemarie`, `vanderberg`. They are the parts from `from` to before `to`. */
export interface JoinedParts {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export interface NameParts {
  readonly parts: readonly NamePart[];
  readonly joined: readonly JoinedParts[];
}

export const NO_PARTS: NameParts = { parts: [], joined: [] };

const MOST_PARTS = 8;
const MOST_JOINED = 4;

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const TITLES = words('mr mrs ms miss mx dr prof rev revd sir dame lady lord sister fr father');

/** Before another part of the name only: at its end each of them is a name. */
const PARTICLES = words(
  'van von der den ten ter te de del della di da do dos das du la le el al ul ud bin bint binti ibn ap ab ferch verch ua ui ni o mac st saint y e the of',
);

/** The Gaelic for a son's and a daughter's name, where a capital shows that the name goes on: NicDhòmhnaill, McLeod. */
const SON_OR_DAUGHTER = /(?<!\p{L})(?:Mhic|Nic|Mc)(?=\p{Lu})/gu;

/**
 * The parts of a name in the order in which they are written, in one spelling: without accents, apostrophes and titles, hyphens
 * taken as spaces, `Mc` as `Mac`.
 */
export function nameParts(name: string): NameParts {
  const plain = plainLetters(name.replace(SON_OR_DAUGHTER, 'Mac'));
  const found = plain.split(isAscii(plain) ? /[^a-z0-9]+/ : /[^\p{L}\p{N}\p{M}]+/u).filter((word) => word !== '');
  const parts = untitled(found).slice(0, MOST_PARTS).map(spelt);
  const last = parts.length - 1;
  const marked = parts.map((text, index) => ({ text, particle: index < last && PARTICLES.has(text) }));
  return { parts: marked, joined: joinedIn(marked) };
}

/** Without the titles at its beginning, as long as something is left. */
function untitled(found: readonly string[]): readonly string[] {
  const from = found.findIndex((word) => !TITLES.has(word));
  return from === -1 ? found.slice(-1) : found.slice(from);
}

function spelt(word: string): string {
  if (word === 'mc' || word === 'nic' || word === 'mhic') return 'mac';
  return /^mc\p{L}{2}/u.test(word) ? `mac${word.slice(2)}` : word;
}

/** A part with the particles before it, and each two parts that follow one another, with what stands between them. */
function joinedIn(parts: readonly NamePart[]): readonly JoinedParts[] {
  const joined: JoinedParts[] = [];
  const join = (from: number, to: number): void => {
    const text = parts.slice(from, to).map((part) => part.text);
    if (to - from > 1) joined.push({ text: text.join(''), from, to });
  };
  let before: number | undefined;
  let particles = 0;
  parts.forEach(({ particle }, index) => {
    if (particle) return;
    join(particles, index + 1);
    if (before !== undefined) join(before, index + 1);
    before = index;
    particles = index + 1;
  });
  return joined.slice(0, MOST_JOINED);
}
