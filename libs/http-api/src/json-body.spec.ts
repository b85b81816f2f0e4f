import fc from 'fast-check';
import { faultOfJson, namesTwice } from './json-body.js';

describe('a JSON body', () => {
  it.each([
    ['{"a":1,"a":2}', true],
    ['{"a":1,"\\u0061":2}', true],
    ['{"x":{"a":[{"b":1,"c":{},"b":2}]}}', true],
    ['{"a\\"":1,"a\\\\":2,"a":3}', false],
    ['{"a":{"a":"a"},"b":["a","a",{"a":1},{"a":1}]}', false],
    ['{"":1,"":2}', true],
    ['["{\\"a\\":1,\\"a\\":2}"]', false],
    ['"a"', false],
    ['{ "a" : 1 ,\n "b" : [ ] , "a" : null }', true],
  ])('%s: a member twice is %s', (text, twice) => {
    expect(namesTwice(text)).toBe(twice);
  });

  it('has none twice where it was written by JSON.stringify, and one where one is written once more', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1, maxKeys: 20 }), (body) => {
        const text = JSON.stringify(body);
        expect(namesTwice(text)).toBe(false);
        const [name] = Object.keys(body);
        expect(namesTwice(`${text.slice(0, -1)},${JSON.stringify(name)}:0}`)).toBe(true);
      }),
    );
  });

  it.each([
    ['{"a":1,}', 'line 1, column 8'],
    ['{"a":x}', 'line 1, column 6'],
    ['{"a":1,\n "b" 2}', 'line 2, column 6'],
    ['{"a":"Ann', 'line 1, column 6'],
    ['{"a":1', 'line 1, column 7'],
    ['{"a":1} {', 'line 1, column 9'],
    ["{'a':1}", 'line 1, column 2'],
    ['{"a":1 /* why */}', 'line 1, column 8'],
  ])('%s is refused with its place, and no word of it', (text, place) => {
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect(faultOfJson(text)).toBe(`the body is not JSON at ${place}`);
  });

  it('is refused for a name that would change how objects behave', () => {
    expect(faultOfJson('{"__proto__":{}}')).toMatch(/not allowed/);
  });

  it('has a place to name wherever JSON.parse refuses it', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom('', '}', ',', '"', '\\', 'x', '0'), (text, at, put) => {
        const place = at % (text.length + 1);
        const spoilt = text.slice(0, place) + put + text.slice(place + 1);
        if (spoilt.trim() === '') return;
        try {
          JSON.parse(spoilt);
        } catch {
          expect(faultOfJson(spoilt)).toMatch(/^the body is not JSON at line \d+, column \d+/);
        }
      }),
    );
  });
});
