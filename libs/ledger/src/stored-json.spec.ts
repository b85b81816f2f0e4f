import { storedJson } from './stored-json.js';

describe('stored JSON', () => {
  it('is the object that was written', () => {
    expect(storedJson<{ readonly a: number }>('{"a":1}')).toEqual({ a: 1 });
  });

  it.each(['[]', 'null', '1', '"text"', '{"a":', ''])('that is no object is refused: %s', (text) => {
    expect(() => storedJson(text)).toThrow(SyntaxError);
  });
});
