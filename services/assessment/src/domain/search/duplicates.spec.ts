import { MAY_ALREADY_BE_KNOWN } from '../person/distinction.js';
import { duplicateTokens, likelyDuplicates, refuseDuplicates } from './duplicates.js';
import type { Findable } from './findable.js';
import { tokensOf } from './tokens.js';

const known: Findable = {
  id: 'P',
  name: { given: 'Zoë', family: "O'Sample" },
  otherNames: [{ given: 'Zoë', family: 'Specimen' }],
  dateOfBirth: '1941-05-04',
  numbers: [],
  postcodes: [],
};
const registration = (given: string, family: string, dateOfBirth = '1941-05-04') => ({
  name: { given, family },
  dateOfBirth,
});

describe('a likely duplicate', () => {
  it.each([
    [registration('Zoe', 'OSample'), true],
    [registration('O’SAMPLE', 'zoë'), true],
    [registration('Zoe', 'O Sample'), true],
    [registration('Zoe', 'Specimen'), true],
    [registration('Zoe', 'OSample', '1941-05-05'), false],
    [registration('Zoe Ann', 'OSample'), false],
    [registration('Zoa', 'OSample'), false],
    [{ name: { given: 'Zoë', family: "O'Sample" } }, false],
  ])('%j: %s', (one, likely) => {
    expect(likelyDuplicates(one, [known], 'new')).toEqual(likely ? [known] : []);
    expect(duplicateTokens(one).some((token) => tokensOf(known).includes(token))).toBe(likely);
  });

  it('is nobody whose birth is not known to the day', () => {
    const { dateOfBirth: _, ...undated } = known;
    expect(likelyDuplicates(registration('Zoë', "O'Sample"), [undated], 'new')).toEqual([]);
  });

  it('is not the person themselves, whose registration was sent twice and stored meanwhile', () => {
    expect(likelyDuplicates(registration('Zoë', "O'Sample"), [known], 'P')).toEqual([]);
  });

  const refused = (code: string, items: readonly string[]) => expect.objectContaining({ code, items });
  const likely = [known, { ...known, id: 'Q' }];

  it('is refused, with those whom the caller may see, and no word of who the others are', () => {
    const sees = (id: string) => id === 'P';
    expect(() => refuseDuplicates(likely, sees, {})).toThrow(refused('DUPLICATE_LIKELY', ['P', MAY_ALREADY_BE_KNOWN]));
    expect(() => refuseDuplicates(likely, () => false, {})).toThrow(
      refused('DUPLICATE_LIKELY', [MAY_ALREADY_BE_KNOWN]),
    );
    expect(() => refuseDuplicates(likely, sees, { notSameAs: ['P', 'Q'], reason: 'r' })).toThrow(
      refused('DUPLICATE_LIKELY', [MAY_ALREADY_BE_KNOWN]),
    );
    expect(() => refuseDuplicates([], sees, {})).not.toThrow();
  });

  it('is registered where the caller says of each that they are somebody else, and why', () => {
    const all = ['P', MAY_ALREADY_BE_KNOWN];
    const sees = (id: string) => id === 'P';
    expect(() => refuseDuplicates(likely, sees, { notSameAs: all, reason: 'a cousin' })).not.toThrow();
    expect(() => refuseDuplicates(likely, sees, { notSameAs: all })).toThrow(refused('REASON_REQUIRED', ['reason']));
  });
});
