import { PageUnderTest, PERSON, purposed, refused } from '../../../testing/index.js';
import { inspectAtPage } from './page.js';

const COUNCILS = '1a5d7f0e-7f8a-4a53-9c2e-0c6b2f1f7a01';
const PROVIDERS = '2a5d7f0e-7f8a-4a53-9c2e-0c6b2f1f7a01';
const version = (versionNo: number, publishedAt: string, status: 'inForce' | 'superseded') => ({
  versionNo,
  publishedAt,
  effectiveFrom: publishedAt,
  status,
  author: 'U',
  cause: { kind: 'first' },
  changes: [],
  changeSummary: '',
  contentHash: 'h',
  issueNo: 1,
  notice: '',
  preparedOn: publishedAt.slice(0, 10),
  provisional: false,
});
const answers = {
  listPersonsPlans: {
    items: [
      {
        personId: PERSON,
        plans: [
          {
            planId: COUNCILS,
            planKind: 'localAuthority',
            state: 'active',
            versionNo: 1,
            unread: false,
            organisationId: 'O',
          },
          {
            planId: PROVIDERS,
            planKind: 'provider',
            state: 'active',
            versionNo: 2,
            unread: false,
            organisationId: 'O',
          },
        ],
      },
    ],
  },
  listPlanVersions: {
    items: [version(1, '2026-01-07T10:00:00Z', 'superseded'), version(2, '2026-04-01T11:00:00Z', 'inForce')],
  },
  getPlan: {
    versionNo: 1,
    issueNo: 1,
    suspensions: [],
    withheld: [],
    content: {
      whatMatters: 'My garden',
      actions: [{ what: 'Morning wash', when: 'daily', at: '08:00', how: 'Prompt' }],
    },
  },
  getPlanDiff: {
    from: 1,
    to: 2,
    changes: [
      {
        section: 'actions',
        field: 'at',
        before: '08:00',
        after: '09:00',
        author: 'U',
        cause: null,
        date: '2026-04-01T11:00:00Z',
        reason: 'Mornings are slow',
        words: [{ text: '08', removed: true }, { text: '09', added: true }, { text: ':00' }],
      },
    ],
  },
};
const QUERY = { known: '2026-03-15', about: '2026-03-01' };
const shown = async (given: object = {}, query: Readonly<Record<string, string>> = QUERY) => {
  const page = new PageUnderTest(inspectAtPage, { answers: { ...answers, ...given }, query, session: purposed('AU') });
  return { page, ...(await page.shown()) };
};

describe('the plan as it was known on one day about another', () => {
  it('says what the plan said, and hides what came later', async () => {
    const { html } = await shown();
    expect(html).toContain('Version 1, issue 1');
    expect(html).toContain('My garden');
    expect(html).toContain('What came later is not shown: 1 later version.');
    expect(html).toContain('Version 2, recorded later');
  });

  it('marks by word what differs from now', async () => {
    const { html } = await shown();
    expect(html).toContain('<del>08</del><ins>09</ins>:00');
    expect(html).toContain('1 April 2026. Mornings are slow');
  });

  it('takes the plan with the most versions, and another one where the link says so', async () => {
    expect((await shown()).html).toContain(`name="plan" value="${PROVIDERS}"`);
    const { html, page } = await shown({}, { ...QUERY, plan: COUNCILS });
    expect(html).toContain(`name="plan" value="${COUNCILS}"`);
    expect(page.calls.map(({ operation }) => operation)).not.toContain('listPersonsPlans');
  });

  it('says that nothing was in force then', async () => {
    const { html } = await shown({ getPlan: refused('NO_VERSION_IN_FORCE') });
    expect(html).toContain('On that day it was not known that any version was in force.');
  });

  it('answers what is no plan as a plan that nobody has', async () => {
    expect((await shown({}, { ...QUERY, plan: '../../persons' })).status).toBe(404);
  });

  it('says what is wrong with a day, and keeps it as it was written', async () => {
    const { html } = await shown({}, { 'known-day': '31', 'known-month': '2', 'known-year': '2026' });
    expect(html).toContain('Write a day that exists');
    expect(html).toMatch(/id="known-day"[^>]*value="31"/);
  });
});
