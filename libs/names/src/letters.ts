/** Letters that Unicode does not take apart into a plain letter and its mark. */
const PLAIN: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ł: 'l',
    ø: 'o',
    đ: 'd',
    ð: 'd',
    þ: 'th',
    æ: 'ae',
    œ: 'oe',
    ß: 'ss',
    ı: 'i',
    ŋ: 'ng',
    ħ: 'h',
    ɓ: 'b',
    ɗ: 'd',
    ƙ: 'k',
    ƴ: 'y',
    ɛ: 'e',
    ɔ: 'o',
    ə: 'e',
    ǝ: 'e',
  }),
);

const WITHOUT_MARK = new RegExp(`[${[...PLAIN.keys()].join('')}]`, 'g');

/** Accents and other marks of Latin, Greek and Cyrillic; the vowel signs of other scripts stay. */
const MARKS = /[\u0300-\u036F]/g;

/** Apostrophes however they are typed, and the half rings that stand for them in Arabic names. */
const APOSTROPHES = /['’‘‛`´ʹʻʼʽʾʿˈ′＇]/g;

export const isAscii = (text: string): boolean => /^[ -~]*$/.test(text);

/** A text in lower case, without accents and apostrophes: two spellings that differ in these alone are one. */
export function plainLetters(text: string): string {
  // Most names: there is nothing to take apart.
  if (isAscii(text)) return text.replace(APOSTROPHES, '').toLowerCase();
  return text
    .replace(APOSTROPHES, '')
    .normalize('NFKD')
    .replace(MARKS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(WITHOUT_MARK, (letter) => PLAIN.get(letter) ?? letter);
}
