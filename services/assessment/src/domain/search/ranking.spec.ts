import type { Findable } from './findable.js';
import { MOST_MATCHES, ranked, scoring } from './ranking.js';
import { searchQuery, type SearchQuery, type SearchWords } from './search-query.js';

const person = (id: string, more: Partial<Findable> = {}): Findable => ({
  id,
  name: { given: 'William', family: 'Sampleton' },
  otherNames: [],
  dateOfBirth: '1941-05-04',
  numbers: ['9990000018'],
  postcodes: ['ZZ11AA'],
  ...more,
});
const rank = (query: SearchQuery, people: readonly Findable[]) =>
  ranked(people.flatMap((one) => scoring(query)(one) ?? []));
const named = (given: string, family: string) => person('P', { name: { given, family } });
const matches = (words: SearchWords, ...people: readonly Findable[]) => rank(searchQuery(words), people).matches;
const reasons = (words: SearchWords, one: Findable) => matches(words, one)[0]?.reasons;

describe('why somebody is found', () => {
  it.each([
    ['William Sampleton', ['sameName']],
    ['sampleton, william', ['sameName']],
    ['Sampleton', ['partOfName']],
    ['Bill Sampleton', ['nickname']],
    ['Wiliam Sampleton', ['similarName']],
    ['W Sampleton', ['similarName']],
    ['Will Samp', ['similarName', 'nickname']],
    ['William Sampelltin', ['soundsLike']],
    ['Peter Sampleton', undefined],
    ['William Other', undefined],
  ])('by the name %s: %j', (name, expected) => {
    expect(reasons({ name }, person('P'))).toEqual(expected);
  });

  it.each([
    ['Mohamad Husain', named('Mohammed', 'Hussein'), ['similarName']],
    ['Sean Smyth', named('Shaun', 'Smith'), ['similarName']],
    ['Vanderberg', named('Anna', 'van der Berg'), ['partOfName']],
    ['Annemarie Berg', named('Anne-Marie', 'Berg'), ['sameName']],
    ['Anne Marie Berg', named('Annemarie', 'Berg'), ['sameName']],
    ['Mc Donald', named('Iain', 'MacDonald'), ['partOfName']],
    [
      'Peggy Specimen',
      person('P', { name: { given: 'Margaret', preferred: 'Peggy', family: 'Specimen' } }),
      ['sameName'],
    ],
  ])('%s', (name, one, expected) => {
    expect(reasons({ name }, one)).toEqual(expected);
  });

  it('by a former name, which is said', () => {
    const married = person('P', { otherNames: [{ given: 'William', family: 'Maiden' }] });
    expect(reasons({ name: 'William Maiden' }, married)).toEqual(['sameName', 'formerName']);
    expect(reasons({ name: 'William Sampleton' }, married)).toEqual(['sameName']);
  });

  it.each([
    [{ number: '9990000018' }, ['sameNumber']],
    [{ born: '1941-05-04' }, ['sameBirth']],
    [{ postcode: 'ZZ1 1AA' }, ['samePostcode']],
    [{ postcode: 'ZZ1 1AA', born: '1941' }, ['sameYear', 'samePostcode']],
    [{ postcode: 'ZZ9 1AA', born: '1941-05-04' }, undefined],
    [{ name: 'William Sampleton', born: '1941-05-04', number: '9990000018' }, ['sameNumber', 'sameName', 'sameBirth']],
    [{ name: 'William Sampleton', born: '5/4/1941' }, ['sameName', 'similarBirth']],
    [{ name: 'William Sampleton', born: '1999-01-01' }, ['sameName']],
    [{ name: 'William Other', born: '1941-05-04' }, ['partOfName', 'sameBirth']],
    [{ name: 'Peter Other', born: '1941-05-04' }, undefined],
    [{ name: 'Peter Other', number: '9990000018' }, ['sameNumber']],
  ])('%j: %j', (words, expected) => {
    expect(reasons(words, person('P'))).toEqual(expected);
  });
});

describe('the order of those who are found', () => {
  const ids = (words: SearchWords, ...people: readonly Findable[]) => matches(words, ...people).map(({ id }) => id);

  it('the number counts most, then name and birth', () => {
    const people = [
      person('born', { name: { given: 'Bill', family: 'Sampleton' }, numbers: [] }),
      person('same', { dateOfBirth: '1960-01-01', numbers: [] }),
      person('number', { name: { given: 'Other', family: 'Body' }, dateOfBirth: '1960-01-01' }),
      person('both', { numbers: [] }),
    ];
    expect(ids({ name: 'William Sampleton', born: '1941-05-04', number: '9990000018' }, ...people)).toEqual([
      'number',
      'both',
      'born',
      'same',
    ]);
  });

  it('the very name comes before a longer, a former, a liker and one that sounds so', () => {
    const other = (id: string, given: string, family: string) => person(id, { name: { given, family } });
    const people = [
      other('sounds', 'William', 'Sampelltin'),
      other('nickname', 'Bill', 'Sampleton'),
      other('longer', 'William Peter', 'Sampleton'),
      person('former', { name: { given: 'A', family: 'B' }, otherNames: [{ given: 'William', family: 'Sampleton' }] }),
      other('turned', 'Sampleton', 'William'),
      person('same'),
    ];
    expect(ids({ name: 'William Sampleton' }, ...people)).toEqual([
      'same',
      'turned',
      'longer',
      'former',
      'nickname',
      'sounds',
    ]);
  });

  it('of those who are alike is by id, whatever the order in which they come, twenty at most', () => {
    const people = Array.from({ length: 25 }, (_, at) => person(String.fromCharCode(97 + at)));
    const { matches: found, more } = rank(searchQuery({ name: 'Bill Sampleton' }), [...people].reverse());
    expect(found.map(({ id }) => id).join('')).toBe('abcdefghijklmnopqrst');
    expect([found.length, more]).toEqual([MOST_MATCHES, true]);
    expect(rank(searchQuery({ name: 'Bill Sampleton' }), people.slice(0, 20)).more).toBe(false);
  });
});
