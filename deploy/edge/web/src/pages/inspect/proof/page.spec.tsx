import { PageUnderTest, PERSON, purposed } from '../../../testing/index.js';
import { inspectEvidence } from '../evidence/page.js';
import { inspectProofPage } from './page.js';

const PLAN = '1a5d7f0e-7f8a-4a53-9c2e-0c6b2f1f7a01';
const plans = {
  items: [
    {
      personId: PERSON,
      plans: [
        { planId: PLAN, planKind: 'provider', state: 'active', versionNo: 2, unread: false, organisationId: 'O' },
      ],
    },
  ],
};

describe('the proof of a record', () => {
  it('says that nothing was changed, what that proves and what it does not', async () => {
    const verifyStream = { valid: true, events: 14, head: 'c717018d' };
    const answers = { listPersonsPlans: plans, verifyStream };
    const { html } = await new PageUnderTest(inspectProofPage, { answers, session: purposed('AU') }).shown();
    for (const words of [
      'Unchanged',
      '14 entries, from the first without a gap',
      `carePlan-${PLAN}`,
      'c717018d',
      'does not prove',
    ])
      expect(html).toContain(words);
  });

  it('says loudly where the chain is broken', async () => {
    const answers = { listPersonsPlans: plans, verifyStream: { valid: false, reason: 'hash at 7' } };
    const { html } = await new PageUnderTest(inspectProofPage, { answers, session: purposed('AU') }).shown();
    expect(html).toContain('govuk-tag--red');
    expect(html).toContain('The chain does not hold: hash at 7.');
  });

  it('is a file to take away', async () => {
    const evidence = {
      format: 1 as const,
      personId: PERSON,
      exportedAt: '2026-05-20T09:00:00Z',
      note: [],
      services: {},
    };
    const page = new PageUnderTest(inspectEvidence, {
      answers: { getPersonEvidence: evidence },
      session: purposed('AU'),
    });
    const { status, html } = await page.shown();
    expect(status).toBe(200);
    expect(JSON.parse(html)).toEqual(evidence);
  });
});
