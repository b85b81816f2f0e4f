import { PageUnderTest, PERSON, purposed } from '../../../testing/index.js';
import { inspectListPage } from './page.js';

const answers = {
  listPeople: {
    asOf: '2026-05-20T09:00:00.000Z',
    missing: [],
    next: 'C2',
    items: [
      {
        personId: PERSON,
        name: { given: 'Alder', family: 'Example' },
        plans: [
          { planId: 'P', planKind: 'provider', state: 'active', versionNo: 2, unread: false, organisationId: 'O' },
        ],
      },
    ],
  },
};

describe('the list that an inspection begins from', () => {
  it('asks for a purpose before anything is read', async () => {
    const page = new PageUnderTest(inspectListPage, { answers });
    expect(await page.shown()).toMatchObject({ status: 303, location: '/purpose?to=%2Finspect' });
    expect(page.calls).toEqual([]);
  });

  it('reads under that purpose, and shows it', async () => {
    const page = new PageUnderTest(inspectListPage, { answers, session: purposed('AU') });
    const { html } = await page.shown();
    expect(page.calls.map(({ headers }) => headers['x-purpose'])).toEqual(['audit: Yearly audit']);
    expect(html).toContain('Why you look: Audit of records and of how they were used: Yearly audit');
  });

  it('leads to each record, and to those who come later', async () => {
    const { html } = await new PageUnderTest(inspectListPage, { answers, session: purposed('AU') }).shown();
    expect(html).toContain(`<a class="govuk-link" href="/inspect/${PERSON}">Alder Example</a>`);
    expect(html).toContain('Care and support plan, version 2');
    expect(html).toContain('href="/inspect?after=C2"');
    expect(html).toContain('href="/find"');
  });

  it('offers no search to an inspector, who may not search', async () => {
    const { html } = await new PageUnderTest(inspectListPage, { answers, role: 'RI', session: purposed('RI') }).shown();
    expect(html).not.toContain('href="/find"');
  });
});
