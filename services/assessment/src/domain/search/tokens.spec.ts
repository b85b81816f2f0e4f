import type { Findable } from './findable.js';
import { MOST_TOKENS, tokensOf } from './tokens.js';

const person: Findable = {
  id: 'P',
  name: { given: 'Jo', family: 'Sample' },
  otherNames: [],
  dateOfBirth: '1941-05-04',
  numbers: ['9990000018'],
  postcodes: ['ZZ11AA'],
};

describe('the tokens of a person', () => {
  it('are what can be looked up: wholes, parts, pairs', () => {
    expect(tokensOf(person)).toEqual([
      'number:9990000018',
      'whole:jo sample|1941-05-04',
      'born:1941-05-04',
      'postcode:ZZ11AA',
      'part:sample',
      'part:jo',
      'pair:jo|sample',
      'soundPair:J|SMPL',
      'soundPair:A|SMPL',
      'soundEdge:J|S',
      'soundEdge:A|S',
      'soundEdge:SMPL|J',
      'soundEdge:SMPL|A',
      'partYear:sample|1941',
      'partYear:jo|1941',
      'sound:SMPL',
      'sound:J',
      'sound:A',
      'start:sam',
      'partEdge:jo|sa-',
      'partEdge:jo|-le',
      'partEdge:sample|j-',
      'partEdge:sample|-o',
    ]);
  });

  it('are the same for a name in any order, with other accents, capitals and apostrophes', () => {
    const tokens = (given: string, family: string) => new Set(tokensOf({ ...person, name: { given, family } }));
    expect(tokens("D'ARCY", 'Żółć')).toEqual(tokens('zolc', 'D’Arcy'));
  });

  it('are of the preferred name and of former names too', () => {
    const tokens = tokensOf({
      ...person,
      name: { given: 'Joanna', preferred: 'Asia', family: 'Sample' },
      otherNames: [{ given: 'Joanna', family: 'Specimen' }],
    });
    for (const token of ['pair:asia|sample', 'pair:joanna|sample', 'pair:joanna|specimen', 'part:specimen'])
      expect(tokens).toContain(token);
    expect(tokens).toContain('whole:joanna specimen|1941-05-04');
  });

  it('pair the parts of a name that is all given', () => {
    expect(tokensOf({ ...person, name: { given: 'Abdul Karim' } })).toContain('pair:abdul|karim');
  });

  it('of a birth not known to the day name the year alone', () => {
    const { dateOfBirth: _, ...undated } = person;
    const tokens = tokensOf({ ...undated, birth: { year: 1941, estimated: true } });
    expect(tokens).toContain('partYear:sample|1941');
    expect(tokens.filter((token) => /^(born|whole):/.test(token))).toEqual([]);
  });

  it('are bounded, whatever a person has been called', () => {
    const long = (of: string) => Array.from({ length: 8 }, (_, at) => `${of}${'abcdefgh'.charAt(at)}`).join(' ');
    const tokens = tokensOf({
      ...person,
      name: { given: long('given'), family: long('family') },
      otherNames: ['one', 'two', 'three'].map((of) => ({ given: long(of), family: long(`${of}x`) })),
    });
    expect(tokens.length).toBeLessThanOrEqual(MOST_TOKENS);
    expect(new Set(tokens).size).toBe(tokens.length);
  });
});
