import { queryOf } from './asked-query.js';
import { query } from './route.js';

const route = query({
  path: '/review/things',
  summary: 'Things',
  as: 'readReview',
  asks: {
    personId: { type: 'string', format: 'uuid' },
    date: { type: 'string', format: 'date' },
    limit: { type: 'integer' },
    knownAt: { type: 'string', format: 'date-time' },
  },
  of: 'each',
  person: () => null,
  answer: () => ({ body: {} }),
});

describe('a query', () => {
  it('says what it says; a member that is empty says nothing', () => {
    const said = { personId: '00000000-0000-4000-8000-000000000001', date: '2026-03-02', limit: '5', status: 'open' };
    expect(queryOf(route, { ...said, after: '', kind: '' })).toEqual(said);
  });

  it.each([
    ['a member that is there twice', { status: ['open', 'met'] }],
    ['an id that is none', { personId: 'null' }],
    ['a date that does not exist', { date: '2026-02-30' }],
    ['a number that is none', { limit: 'many' }],
  ])('is not understood with %s', (_, asked) => {
    expect(() => queryOf(route, asked)).toThrow(
      expect.objectContaining({ code: 'MALFORMED', items: Object.keys(asked) }),
    );
  });

  it('leaves instants to whoever reads them: a date stands for its midnight there', () => {
    expect(queryOf(route, { knownAt: '2026-03-02' })).toEqual({ knownAt: '2026-03-02' });
  });
});
