import type { Name } from '../../person/names.js';
import type { Seeded } from './seeded.js';

export const fullName = ({ given = '', family = '' }: Name): string => `${given} ${family}`.trim();

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** One letter left out, put in, changed, or swapped with its neighbour, somewhere in the name. */
export function withOneEdit(name: string, draw: Seeded): string {
  const letters = [...name];
  const places = letters.flatMap((letter, at) => (/\p{L}/u.test(letter) ? [at] : []));
  const at = places[draw.below(places.length)] ?? 0;
  const letter = LETTERS.charAt(draw.below(LETTERS.length));
  const before = letters.slice(0, at);
  const after = letters.slice(at + 1);
  const here = letters[at] ?? '';
  const next = after[0] ?? '';
  const edited = [
    [...before, ...after],
    [...before, letter, here, ...after],
    [...before, letter, ...after],
    /\p{L}/u.test(next) ? [...before, next, here, ...after.slice(1)] : [...before, letter, ...after],
  ][draw.below(4)];
  const found = (edited ?? letters).join('');
  return found.toLowerCase() === name.toLowerCase() ? withOneEdit(name, draw) : found;
}

/** The family name first, as on a form. */
export function swapped({ given = '', family = '' }: Name, draw: Seeded): string {
  return draw.chance(0.5) ? `${family}, ${given}` : `${family} ${given}`;
}

const ACCENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'áàâäą',
    e: 'éèêëęẹ',
    i: 'íìîï',
    o: 'óòôöọ',
    u: 'úùûü',
    l: 'ł',
    n: 'ńñ',
    s: 'śṣ',
    z: 'żź',
    c: 'ćç',
  }),
);

/** Without its accents, or with others on it; capitals and apostrophes as they may come. */
export function withOtherAccents(name: string, draw: Seeded): string {
  const bare = name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').replaceAll('Ł', 'L');
  const apostrophe = draw.pick(["'", '’', '`', '']);
  const other = [...bare].map((letter) => {
    const marked = ACCENTS.get(letter);
    return marked !== undefined && draw.chance(0.3) ? ([...marked][draw.below([...marked].length)] ?? letter) : letter;
  });
  return (draw.chance(0.3) ? other.join('').toUpperCase() : other.join('')).replaceAll(/['’]/g, apostrophe);
}

/** How somebody may write what they hear. None of it comes from the code of sounds that is tested with it. */
const AS_HEARD: readonly (readonly [RegExp, string])[] = [
  [/ph/, 'f'],
  [/ck/, 'k'],
  [/^c(?=[aorlu])/, 'k'],
  [/^k(?=[aeiou])/, 'c'],
  [/^kn/, 'n'],
  [/^wr/, 'r'],
  [/^ps/, 's'],
  [/gh(?=t|$)/, ''],
  [/sz/, 'sh'],
  [/cz/, 'ch'],
  [/rz/, 'sh'],
  [/ch(?=[aeiou])/, 'tch'],
  [/w(?=sk|ski|ska)/, 'v'],
  [/(?<=[aeo])w(?=[aeo])/, 'v'],
  [/ie/, 'ee'],
  [/ee/, 'ea'],
  [/ea/, 'ee'],
  [/ei/, 'ay'],
  [/ai/, 'ay'],
  [/oo/, 'u'],
  [/ou/, 'oo'],
  [/aa/, 'a'],
  [/(?<=[bcdfghjklmnpqrstvwxz])y$/, 'ie'],
  [/(?<=[bcdfghjklmnpqrstvwxz])i$/, 'y'],
  [/y(?=[bcdfghjklmnpqrstvwxz])/, 'i'],
  [/er$/, 'ar'],
  [/or$/, 'er'],
  [/son$/, 'sen'],
  [/sen$/, 'son'],
  [/e$/, ''],
  [/dd(?=$|[aeiouy])/, 'th'],
  [/f(?=$|[aeiou])(?!ff)/, 'ph'],
  [/bh/, 'b'],
  [/dh/, 'd'],
  [/kh/, 'k'],
  [/th/, 't'],
  [/([bdfglmnprst])\1/, '$1'],
  [/(?<=[aeiou])([lmnprst])(?=[aeiou])/, '$1$1'],
  [/z/, 's'],
  [/qu/, 'k'],
  [/x/, 'ks'],
  [/dge/, 'j'],
  [/^j(?=[aeou])/, 'y'],
  [/tz/, 'ts'],
  [/ll/, 'l'],
  [/a(?=[nmrl])/, 'e'],
  [/o(?=[nm])/, 'a'],
  [/u(?=[bdlmnrst])/, 'oo'],
];

/** Each part of a name, but its shortest, written as it may be heard: one or two of its sounds in other letters. */
export function asHeard(name: string, draw: Seeded): string {
  return name
    .split(/(?<=[ -])/)
    .map((part) => respelt(part, draw))
    .join('');
}

function respelt(part: string, draw: Seeded): string {
  let text = part
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll(/[’']/g, '')
    .replaceAll(/[łŁ]/g, 'l')
    .toLowerCase();
  for (const again of [true, draw.chance(0.4)]) {
    const word = text.replace(/[ -]$/, '');
    const fitting = AS_HEARD.filter(([letters]) => letters.test(word));
    const [letters, heard] = fitting[draw.below(fitting.length)] ?? [/$^/, ''];
    if (again) text = word.replace(letters, heard) + text.slice(word.length);
  }
  return text;
}
