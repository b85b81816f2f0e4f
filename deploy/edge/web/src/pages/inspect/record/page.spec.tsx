import { PageUnderTest, PERSON, purposed } from '../../../testing/index.js';
import { inspectRecordPage } from './page.js';

const entry = (type: string, recordedAt: string, actor: object = { user: 'pseudonym', role: 'KW' }) => ({
  type,
  recordedAt,
  effectiveFrom: recordedAt,
  occurredAt: recordedAt,
  service: 'care-plan',
  stream: 'carePlan-1',
  position: 1,
  revision: 1,
  causationId: 'C',
  correlationId: 'C',
  actor: { user: 'pseudonym', role: 'KW', ...actor },
});
const answers = {
  listPersonsPlans: {
    items: [
      {
        personId: PERSON,
        plans: [
          { planId: 'P', planKind: 'provider', state: 'active', versionNo: 2, unread: false, organisationId: 'O' },
        ],
      },
    ],
  },
  getPersonTimeline: {
    personId: PERSON,
    gaps: [],
    next: 'C2',
    items: [
      entry('PlanVersionPublished', '2026-01-07T10:00:00Z'),
      {
        ...entry('PlanAmended', '2026-04-01T10:30:00Z', { user: 'p', role: 'SY' }),
        effectiveFrom: '2026-05-01T00:00:00Z',
      },
    ],
  },
  nameActors: { items: [{ id: 'U', user: 'pseudonym', name: 'Sam Keyworker', roles: [] }] },
};
const shown = async (role: 'AU' | 'DP', query = {}) => {
  const page = new PageUnderTest(inspectRecordPage, { answers, role, query, session: purposed(role) });
  return { page, ...(await page.shown()) };
};

describe('what was recorded about a person', () => {
  it('stands by day, in words, with who did it', async () => {
    const { html } = await shown('AU');
    expect(html).toContain('>7 January 2026</caption>');
    expect(html).toContain('>Plan version published</a>');
    expect(html).toContain('Sam Keyworker');
    expect(html).toContain('11:30am');
    expect(html).toContain('takes effect on 1 May 2026');
  });

  it('says Carethread where a rule of the platform acted', async () => {
    expect((await shown('AU')).html).toContain('<td class="govuk-table__cell">Carethread</td>');
  });

  it('goes on in pages with the same choice', async () => {
    const { html, page } = await shown('AU', { service: 'care-plan', type: 'PlanAmended', after: 'C1' });
    expect(html).toContain(`href="/inspect/${PERSON}?service=care-plan&amp;type=PlanAmended&amp;after=C2"`);
    expect(html).toContain('From the beginning');
    expect(page.calls.some(({ operation }) => operation === 'getPersonTimeline')).toBe(true);
  });

  it('shows plans alone to those whose role reads no single entries', async () => {
    const { html, page, status } = await shown('DP');
    expect(status).toBe(200);
    expect(html).toContain('Care and support plan, version 2');
    expect(html).not.toContain('Plan version published');
    expect(page.calls.some(({ operation }) => operation === 'getPersonTimeline')).toBe(false);
  });
});
