const POSTCODE = '[A-Z]{1,2}[0-9][A-Z0-9]?\\s*[0-9][A-Z]{2}';

const WHOLE = new RegExp(`^${POSTCODE}$`);
const WITHIN = new RegExp(`(?<![A-Z0-9])${POSTCODE}(?![A-Z0-9])`, 'g');

const plain = (text: string): string => text.normalize('NFKC').toUpperCase();
const joined = (postcode: string): string => postcode.replace(/\s/g, '');

/** A postcode in one spelling, `ZZ99 3CZ` as `ZZ993CZ`; undefined where it is none. */
export function postcodeOf(text: string): string | undefined {
  const postcode = plain(text).trim();
  return WHOLE.test(postcode) ? joined(postcode) : undefined;
}

/** The postcodes in an address. */
export function postcodesIn(address: string): readonly string[] {
  return [...new Set([...plain(address).matchAll(WITHIN)].map(([found]) => joined(found)))];
}
