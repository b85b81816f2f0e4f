import { Refusal } from '@carethread/contracts';
import { queryOf } from './query-parameters.js';
import { asked, codes, INSTANT } from './route-parameters.js';

const ID = '00000000-0000-4000-8000-000000000001';
const offered = [
  asked('personId', { type: 'string', format: 'uuid' }, true),
  asked('date', { type: 'string', format: 'date' }),
  asked('limit', { type: 'integer', minimum: 1, maximum: 200 }),
  asked('knownAt', INSTANT),
  asked('state', codes('open', 'closed')),
];

function itemsOf(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.items;
  }
  return [];
}

describe('a query', () => {
  it('says what the operation offers, each member once and in its form', () => {
    const said = { personId: ID, date: '2026-03-02', limit: '200', state: 'open', knownAt: '2026-03-02T09:00Z' };
    expect(queryOf(offered, said)).toEqual(said);
    expect(queryOf(offered, { personId: ID, knownAt: '2026-03-02' })).toEqual({ personId: ID, knownAt: '2026-03-02' });
  });

  it.each([
    ['a member that the operation does not offer', { effectiveAt: '2026-03-02' }],
    ['a member that is there twice', { state: ['open', 'closed'] }],
    ['a member that is there twice, the same', { knownAt: ['2026-03-02', '2026-03-02'] }],
    ['an id that is none', { personId: 'null' }],
    ['a date that does not exist', { date: '2026-02-30' }],
    ['an instant that is none', { knownAt: 'then' }],
    ['an hour that no day has', { knownAt: '2026-03-02T24:00:00Z' }],
    ['a leap second', { knownAt: '2026-12-31T23:59:60Z' }],
    ['a number that is none', { limit: 'many' }],
    ['a number below the least', { limit: '0' }],
    ['a number below nothing', { limit: '-1' }],
    ['a number above the most', { limit: '201' }],
    ['a number with an exponent', { limit: '1e2' }],
    ['a code that is none', { state: 'Open' }],
    ['a member that is empty', { knownAt: '' }],
    ['a member that is blank', { state: ' ' }],
    ['several of these', { limit: 'x', after: '' }],
  ])('is 400 with %s, by its name', (_, wrong) => {
    expect(() => queryOf(offered, { personId: ID, ...wrong })).toThrow(expect.objectContaining({ code: 'MALFORMED' }));
    expect(itemsOf(() => queryOf(offered, { personId: ID, ...wrong })).map((item) => item.split(': ')[0])).toEqual(
      Object.keys(wrong),
    );
  });

  it('is 400 without a member that it needs', () => {
    expect(itemsOf(() => queryOf(offered, {}))).toEqual(['personId: is missing, and must be a UUID']);
  });

  it.each([
    [{ knownAt: 'then' }, 'knownAt: must be an instant such as 2026-03-02T09:00:00Z, or a local date'],
    [{ date: '2026-02-30' }, 'date: must be a local date such as 2026-03-02'],
    [{ limit: '0' }, 'limit: must be a whole number from 1 to 200'],
    [{ state: 'Open' }, 'state: must be one of open, closed'],
    [{ personId: 'null' }, 'personId: must be a UUID'],
    [{ state: ['open', 'closed'] }, 'state: must be given once'],
    [{ effectiveAt: '2026-03-02' }, 'effectiveAt: is not offered here'],
    [{ knonwAt: '2026-03-02' }, 'knonwAt: is not known here; is knownAt meant?'],
  ])('%p is refused with what it must be', (wrong, item) => {
    expect(itemsOf(() => queryOf(offered, { personId: ID, ...wrong }))).toEqual([item]);
  });

  it('repeats no name that is none of ours: it may be a person’s', () => {
    for (const name of ['zephyr', 'a b', '__proto__', '<b>'])
      expect(() => queryOf(offered, { personId: ID, [name]: '1' })).toThrow(
        expect.objectContaining({ items: ['parameter 2 is not known here'] }),
      );
  });
});
