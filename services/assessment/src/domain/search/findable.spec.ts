import type { Correction } from '../person/sheet.js';
import { findable } from './findable.js';

const NOW = '2026-03-02T09:00:00.000Z';
const details = {
  name: { given: 'Synthetic', family: 'Person' },
  dateOfBirth: '1941-05-04',
  firstLanguage: 'en',
  groups: [],
  address: '1 Synthetic Street, ZZ1 1AA',
  identifiers: [
    { scheme: 'NHS', value: '9990000018' },
    { scheme: 'local', value: '9990000026' },
  ],
};

function correction(field: string, from: string, to: string, more: Partial<Correction> = {}): Correction {
  return { field, from, to, reason: 'r', effectiveFrom: '2026-02-01', holdsFrom: '2026-02-01T00:00:00.000Z', ...more };
}

const found = (...corrections: readonly Correction[]) => findable('P', { details, corrections }, NOW);

describe('what a person is found by', () => {
  it('is nothing before they are registered', () => {
    expect(findable('P', { corrections: [] }, NOW)).toBeUndefined();
  });

  it('is what is on the sheet', () => {
    expect(found()).toEqual({
      id: 'P',
      name: details.name,
      otherNames: [],
      dateOfBirth: '1941-05-04',
      numbers: ['9990000018'],
      postcodes: ['ZZ11AA'],
    });
  });

  it('is the name before a correction too, and the one that begins on a later day', () => {
    const later = { effectiveFrom: '2026-04-01', holdsFrom: '2026-03-31T23:00:00.000Z' };
    expect(
      found(correction('name.family', 'Person', 'Sample'), correction('name.family', 'Sample', 'Specimen', later)),
    ).toMatchObject({
      name: { given: 'Synthetic', family: 'Sample' },
      otherNames: [
        { given: 'Synthetic', family: 'Specimen' },
        { given: 'Synthetic', family: 'Person' },
      ],
    });
  });

  it('is no number that was taken away, and no birth that was wrong', () => {
    expect(found(correction('identifiers.NHS', '9990000018', ''))?.numbers).toEqual([]);
    expect(found(correction('dateOfBirth', '1941-05-04', '1940-05-04'))?.dateOfBirth).toBe('1940-05-04');
  });

  it('is the postcode of a former address too, after the present one', () => {
    expect(found(correction('address', '1 Synthetic Street, ZZ1 1AA', '2 Way, ZZ2 2BB'))?.postcodes).toEqual([
      'ZZ22BB',
      'ZZ11AA',
    ]);
  });

  it('is nothing that was moved to another record: it was never theirs', () => {
    const moved = { movedTo: 'Q' };
    expect(
      found(
        correction('name.preferred', '', 'Stranger'),
        correction('name.preferred', 'Stranger', '', moved),
        correction('address', '1 Synthetic Street, ZZ1 1AA', '', moved),
      ),
    ).toMatchObject({ otherNames: [], postcodes: [] });
  });
});
