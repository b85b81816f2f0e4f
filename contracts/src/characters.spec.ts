import { faultInName, isWritten } from './characters.js';

describe('a part of a name', () => {
  it.each(['Syntheticus', 'Ó Briain', "D'Arcy-Test", '李', 'محمد', 'نرگس‌جان', 'श्री', 'X', '3rd'])(
    'may be %s',
    (part) => {
      expect(faultInName(part)).toBeUndefined();
    },
  );

  it.each([
    ['only spaces', ' \u00A0 '],
    ['a blank letter', '\u3164'],
    ['a braille blank', '\u2800'],
    ['joiners alone', '\u200D\u200C'],
    ['accents alone', '\u0301'],
  ])('needs something to be seen: not %s', (_, part) => {
    expect(faultInName(part)).toBe('needs a character that can be seen');
  });

  it.each([
    ['a line break', 'Test\nPerson'],
    ['a tab', 'Test\tPerson'],
    ['an escape', 'Test\u001B[31m'],
    ['an override of direction', 'Test\u202Enosrep'],
    ['an isolate', 'Test\u2066x\u2069'],
    ['a mark of direction', 'Test\u200E'],
    ['a zero-width space', 'Te\u200Bst'],
    ['a soft hyphen', 'Te\u00ADst'],
    ['a line separator', 'Test\u2028Person'],
  ])('holds nothing that cannot be seen: not %s', (_, part) => {
    expect(faultInName(part)).toBe('has a character that cannot be seen');
  });
});

describe('a text', () => {
  it.each(['one line\nand another\r\n\twith a tab', 'בעברית\u200F', '😀', 'Ŵ'])('may be %j', (text) => {
    expect(isWritten(text)).toBe(true);
  });

  it.each(['a\u0000', 'a\u001B[31m', 'a\u0085', 'a\u202Eb', 'a\u202Ab\u202C', 'a\u2066b\u2069', 'a\uD800'])(
    'holds no control character and nothing that turns the direction of reading: not %j',
    (text) => {
      expect(isWritten(text)).toBe(false);
    },
  );
});
