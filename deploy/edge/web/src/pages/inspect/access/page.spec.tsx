import { PageUnderTest, purposed } from '../../../testing/index.js';
import { lookedAt } from './looked-at.js';
import { inspectAccessPage } from './page.js';

const look = {
  id: 'L',
  at: '2026-05-01T08:30:00Z',
  correlationId: 'C',
  role: 'KW',
  userId: 'U',
  name: 'Sam Keyworker',
  route: '/care-plan/plans/:id',
  outcome: 'read' as const,
};
const answers = {
  listPersonAccesses: {
    items: [
      { ...look, versionNo: 2, others: [{ ...look, route: '/review/plans/:id/obligations' }] },
      {
        ...look,
        outcome: 'refused' as const,
        purpose: 'complaint: Called by the family',
        role: 'AU',
        name: 'Ari Auditor',
      },
    ],
  },
};

describe('who looked at a record', () => {
  it('says who, when, what for and what, and who was refused', async () => {
    const { html } = await new PageUnderTest(inspectAccessPage, { answers, session: purposed('AU') }).shown();
    for (const words of [
      '1 May 2026, 9:30am',
      'Sam Keyworker, keyworker',
      'the plan, reviews and what is due, version 2',
      'A complaint is looked into: Called by the family',
      'refused',
    ])
      expect(html).toContain(words);
  });

  it.each([
    ['/audit/persons/:personId/timeline', 'everything that was recorded'],
    ['/care-plan/persons/:personId/daily-records', 'daily records'],
    ['/assessment/persons/:id', 'basic information'],
    ['/somewhere/new', 'the record'],
  ])('calls %s "%s"', (route, words) => expect(lookedAt('en', route)).toBe(words));
});
