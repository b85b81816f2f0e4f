import { askedFor } from './handle.js';

const ID = '7b6f3c1e-2f7a-4d0e-9a55-0c4a1d2e3f40';

describe('what the id of a command covers', () => {
  it('is the path in one spelling and the query in one order', () => {
    const route = { path: '/cpa/regions/:code' };
    expect(askedFor(route, { code: 'north west' }, {})).toBe('/cpa/regions/north%20west');
    expect(askedFor({ path: '/risk/attachments' }, {}, { personId: ID, a: 'b' })).toBe(
      `/risk/attachments?a=b&personId=${ID}`,
    );
    expect(askedFor({ path: '/risk/assessments/:id/weighing' }, { id: ID }, {})).toBe(
      `/risk/assessments/${ID}/weighing`,
    );
  });
});
