import { postcodeOf, postcodesIn } from './postcodes.js';

describe('a postcode', () => {
  it.each([
    ['ZZ99 3CZ', 'ZZ993CZ'],
    ['zz993cz', 'ZZ993CZ'],
    [' Z9  3CZ ', 'Z93CZ'],
    ['ＺＺ９ 3CZ', 'ZZ93CZ'],
    ['Z9A 3CZ', 'Z9A3CZ'],
    ['ZZ99', undefined],
    ['3CZ ZZ99', undefined],
    ['12 Synthetic Street', undefined],
  ])('%s is %s', (text, postcode) => {
    expect(postcodeOf(text)).toBe(postcode);
  });

  it('is found in an address, each once', () => {
    expect(postcodesIn('1 Synthetic Street, Sampleton, zz99 3cz; formerly ZZ1 1AA, ZZ99 3CZ')).toEqual([
      'ZZ993CZ',
      'ZZ11AA',
    ]);
    expect(postcodesIn('Flat 12, 3rd floor')).toEqual([]);
  });
});
