import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { canonicalJson, canonicalString, NotCanonical } from './canonical-json.js';

interface Golden {
  readonly numbers: readonly { readonly bits: string; readonly text: string }[];
  readonly values: readonly { readonly name: string; readonly json: string; readonly canonical: string }[];
}
const golden = JSON.parse(readFileSync(new URL('./golden/canonical-json.json', import.meta.url), 'utf8')) as Golden;

const byCodeUnit = (a: string, b: string): number => {
  for (let at = 0; at < Math.min(a.length, b.length); at++)
    if (a.charCodeAt(at) !== b.charCodeAt(at)) return a.charCodeAt(at) - b.charCodeAt(at);
  return a.length - b.length;
};

/** The specification written down anew, slowly: sort the members into new objects, let ECMAScript serialise. */
function specified(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(specified).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).sort(([a], [b]) => byCodeUnit(a, b));
    return `{${members.map(([name, content]) => `${JSON.stringify(name)}:${specified(content)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

const text = fc
  .string({ unit: 'binary' })
  .filter((candidate) => candidate.isWellFormed() && !candidate.includes('\u0000'));
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium' },
    text,
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value')),
    fc.dictionary(text, tie('value')),
    fc.dictionary(fc.nat().map(String), tie('value')),
  ),
})).value;

describe('canonical JSON (RFC 8785)', () => {
  it.each(golden.numbers)('number $bits is $text', ({ bits, text: expected }) => {
    expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(expected);
  });

  it.each(golden.values)('$name', ({ json: given, canonical }) => {
    expect(canonicalJson(JSON.parse(given))).toBe(canonical);
  });

  it('is what the specification says, of any JSON', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(value)).toBe(specified(value));
      }),
      { numRuns: 500 },
    );
  });

  it('is the same text after it was parsed, in whichever order the members come', () => {
    fc.assert(
      fc.property(fc.dictionary(text, json), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
      }),
    );
  });

  it.each([
    ['a lone high surrogate', '\ud800'],
    ['a lone low surrogate', 'a\udc00b'],
    ['surrogates in the wrong order', '\udc00\ud800'],
    ['U+0000', 'a\u0000'],
  ])('refuses %s, in a value and in a name', (_, bad) => {
    expect(() => canonicalString(bad)).toThrow(NotCanonical);
    expect(() => canonicalJson({ inside: [bad] })).toThrow(NotCanonical);
    expect(() => canonicalJson({ [bad]: 1 })).toThrow(NotCanonical);
  });

  it.each([
    NaN,
    Infinity,
    -Infinity,
    undefined,
    1n,
    Symbol('s'),
    () => 1,
    new Date(0),
    new Map(),
    [undefined],
    { a: new Date(0) },
  ])('refuses what is not JSON: %p', (value) => {
    expect(() => canonicalJson(value)).toThrow(NotCanonical);
  });

  it('leaves out members that are undefined, and keeps own members of any name', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
    expect(canonicalJson({ a: undefined })).toBe('{}');
    expect(canonicalJson(JSON.parse('{"__proto__":{"a":1},"constructor":2}'))).toBe(
      '{"__proto__":{"a":1},"constructor":2}',
    );
    expect(canonicalJson(Object.assign(Object.create(null), { a: 1 }))).toBe('{"a":1}');
  });
});
