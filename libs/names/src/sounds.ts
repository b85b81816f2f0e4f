import { doubleMetaphone } from 'double-metaphone';

/** Endings and clusters of Slavic names. */
const SLAVIC = /sz|cz|rz|jc|[sc]k[aiy]$|[iy]cz$|ow$|[ae]w[aeo][kl]?$|^w(?:oj|[lr]|i[ekst])/;

/** How such letters are heard in English, where it is not how Double Metaphone reads them. */
const AS_HEARD: readonly (readonly [RegExp, string])[] = [
  [/sz|rz/g, 'sh'],
  [/cz/g, 'ch'],
  [/c(?=k|$)/g, 'ts'],
  [/j(?![aeiouy])/g, 'i'],
  [/w/g, 'v'],
];

/**
 * How a part of a name may sound: its codes by Double Metaphone, the likelier one first, none where it has no Latin letters.
 * Looser than the algorithm: `th` is `t`, and `sh` and `ch` are `s`, as many people who hear a name write them.
 */
export function soundsOf(part: string): readonly string[] {
  const codes = [part, ...asHeard(part)].flatMap((one) => doubleMetaphone(one).map(loosely));
  return [...new Set(codes)].filter((code) => code !== '');
}

function asHeard(part: string): readonly string[] {
  return SLAVIC.test(part) ? [AS_HEARD.reduce((text, [letters, heard]) => text.replace(letters, heard), part)] : [];
}

function loosely(code: string): string {
  return code
    .replaceAll('0', 'T')
    .replaceAll('X', 'S')
    .replace(/(.)\1+/g, '$1');
}
