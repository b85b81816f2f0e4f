import { searchQuery } from './search-query.js';

const refused = (words: object, item: string) =>
  expect(() => searchQuery(words)).toThrow(expect.objectContaining({ code: 'MALFORMED', items: [item] }));

describe('what is searched for', () => {
  it('is read in one spelling', () => {
    expect(
      searchQuery({ name: 'Mrs Ann O’Sample', born: '4/5/1941', number: '999 000 0018', postcode: 'zz99 3cz' }),
    ).toMatchObject({
      name: { parts: [{ text: 'ann' }, { text: 'osample' }] },
      born: { date: '1941-05-04' },
      number: '9990000018',
      postcode: 'ZZ993CZ',
    });
  });

  it('is refused where it is not what it should be', () => {
    refused({ number: '999 000 0019' }, '/number: is no NHS or CHI number');
    refused({ born: 'last spring' }, '/born: is no date and no year');
    refused({ postcode: 'ZZ99' }, '/postcode: is no postcode');
  });

  it('says enough to find somebody by', () => {
    const more = '/name: give two letters of a name, a date of birth, a number or a postcode';
    for (const words of [{}, { name: 'A B' }, { name: '…' }, { born: '1941' }, { name: 'A', born: '1941-05' }])
      refused(words, more);
    for (const words of [{ name: 'Li' }, { born: '1941-05-04' }, { postcode: 'ZZ99 3CZ' }])
      expect(() => searchQuery(words)).not.toThrow();
  });
});
