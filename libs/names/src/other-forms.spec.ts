import { nameParts } from './name-parts.js';
import { NICKNAMES_FROM_ABROAD } from './nicknames-from-abroad.js';
import { NICKNAMES } from './nicknames.js';
import { otherForms } from './other-forms.js';
import { SPELLINGS_FROM_ABROAD } from './spellings-from-abroad.js';
import { SPELLINGS } from './spellings.js';

describe('other forms of a part of a name', () => {
  it.each([
    ['william', 'bill', 'nickname'],
    ['bill', 'william', 'nickname'],
    ['peggy', 'margaret', 'nickname'],
    ['kathy', 'katharine', 'nickname'],
    ['gosia', 'malgorzata', 'nickname'],
    ['seumas', 'james', 'nickname'],
    ['dafydd', 'david', 'nickname'],
    ['seun', 'oluwaseun', 'nickname'],
    ['stephen', 'steven', 'spelling'],
    ['llywelyn', 'llewellyn', 'spelling'],
    ['macdhomhnaill', 'macdonald', 'spelling'],
    ['hussein', 'hossain', 'spelling'],
    ['kwesi', 'akwasi', 'spelling'],
  ])('%s may be %s: a %s', (part, other, kind) => {
    expect(otherForms(part).get(other)).toBe(kind);
  });

  it('has none for most names, and never the name itself', () => {
    expect(otherForms('obafemi').size).toBe(0);
    expect(otherForms('william').has('william')).toBe(false);
  });

  it.each([
    ['nicknames', NICKNAMES + NICKNAMES_FROM_ABROAD],
    ['spellings', SPELLINGS + SPELLINGS_FROM_ABROAD],
  ])('the list of %s is written as names are compared, each row of names that differ', (_, lines) => {
    for (const line of lines.trim().split('\n').filter(Boolean)) {
      const row = line.split(/[ :]+/);
      expect(row.length).toBeGreaterThan(1);
      expect([...new Set(row)]).toEqual(row);
      for (const name of row) expect(nameParts(name).parts).toEqual([{ text: name, particle: false }]);
    }
  });
});
