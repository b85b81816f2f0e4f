import fc from 'fast-check';
import { namesTwice } from './json-body.js';

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
});
