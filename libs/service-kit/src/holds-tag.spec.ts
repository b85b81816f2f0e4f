import { holdsTag } from './holds-tag.js';

describe('what a client has already', () => {
  it.each(['"a"', 'W/"a"', '"b", W/"a"', '"b","a"', '*'])('is what the tag "a" stands for: %s', (known) =>
    expect(holdsTag(known, '"a"')).toBe(true),
  );

  it.each([undefined, '', '"b"', 'W/"b"', 'a', '"A"', '"a'])('is not: %s', (known) =>
    expect(holdsTag(known, '"a"')).toBe(false),
  );
});
