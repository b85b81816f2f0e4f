/** A JSON value: the only thing an event may hold. A `Date`, a function or `undefined` in a payload does not compile. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json };
export type JsonObject = { readonly [member: string]: Json };

/** Raised for a value that has no RFC 8785 form: a lone surrogate, U+0000, NaN or an infinity, or something that is not JSON. */
export class NotCanonical extends Error {
  override readonly name = 'NotCanonical';
}

/**
 * The RFC 8785 (JSON Canonicalization Scheme) text of a JSON value. Members that are `undefined` are left out, as absent
 * members are. Strings must be well-formed Unicode without U+0000 (event format v1).
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return canonicalString(value);
    case 'number':
      if (!Number.isFinite(value)) throw new NotCanonical('a number must be finite');
      return JSON.stringify(value); // ECMAScript's number form is the one RFC 8785 prescribes
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object': {
      if (value === null) return 'null';
      if (Array.isArray(value)) {
        let text = '[';
        for (let index = 0; index < value.length; index++) {
          if (index > 0) text += ',';
          text += canonicalJson(value[index]);
        }
        return text + ']';
      }
      if (!isPlain(value)) throw new NotCanonical('only plain objects are JSON');
      let text = '{';
      for (const member of inOrder(Object.keys(value))) {
        const content = value[member];
        if (content === undefined) continue;
        if (text.length > 1) text += ',';
        text += canonicalString(member) + ':' + canonicalJson(content);
      }
      return text + '}';
    }
    case 'undefined':
    case 'function':
    case 'symbol':
    case 'bigint':
      throw new NotCanonical(`a ${typeof value} is not JSON`);
  }
}

/** Of no class, so that nothing but its members is in it. */
function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Members as RFC 8785 §3.2.3 orders them, by UTF-16 code units, as the default sort compares; most objects have them so already. */
function inOrder(members: string[]): readonly string[] {
  for (let index = 1; index < members.length; index++)
    if ((members[index - 1] ?? '') > (members[index] ?? '')) return members.sort();
  return members;
}

/** Nothing to escape and nothing to refuse: most strings of an envelope, at half the cost of asking JSON.stringify. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** The canonical form of one string. Throws NotCanonical. */
export function canonicalString(value: string): string {
  if (PLAIN.test(value)) return `"${value}"`;
  if (!value.isWellFormed()) throw new NotCanonical('a string must be well-formed Unicode');
  if (value.includes('\u0000')) throw new NotCanonical('a string must not hold U+0000');
  return JSON.stringify(value);
}
