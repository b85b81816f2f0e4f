import { MemorySession } from '../../session/memory-session.js';
import { OWN } from '../../shell/posted.js';
import type { Given } from '../../testing/page-under-test.js';
import { PageUnderTest, PERSON, refused } from '../../testing/index.js';
import type { Page } from '../../shell/page.js';
import { ownEasyPlanPage } from './easy/page.js';
import { ownTeamPage } from './team/page.js';
import { ownHomePage } from './home/page.js';
import { ownLookedPage } from './looked/page.js';
import { ownNextPage } from './next/page.js';
import { ownPlanPage } from './plan/page.js';
import { ownReviewPage } from './review/page.js';
import { ownWrongPage } from './wrong/page.js';
import { ownYesNoPage } from './yes-no/page.js';

const PLAN = '5f1c3a52-1d0a-4b7e-9d7f-7a4b0b8f2c11';
const STAFF = '9f7c2cda-6afd-51b3-8f8c-9b0056a807b9';

describe('the person’s own door', () => {
  const session = () =>
    new MemorySession({ userId: 'U', roles: ['PE'], role: 'PE', tenantId: 'T', personId: PERSON, language: 'en' });
  const PLANS = { items: [{ id: PLAN, revision: 1, etag: 'E' }] };
  const GOT = {
    state: 'active',
    statements: [],
    current: {
      effectiveFrom: '2026-02-25T10:00:00.000Z',
      content: {
        personsView: 'I want to stay at home',
        whatMatters: 'my garden',
        actions: [
          { actionId: 'a1', what: 'morning wash', when: 'daily 09:00' },
          { actionId: 'a2', what: 'meals', when: 'at noon' },
        ],
        preferences: { topics: { bedtime: { content: 'In bed by ten' }, meals: { content: 'No fish' } } },
      },
    },
  };
  const CONSENT = { state: 'given', versionNo: 1, withdrawn: [], history: [] };
  const under = (page: Page, answers: object, more: Given = {}) =>
    new PageUnderTest(page, { ...more, session: session(), answers: answers });
  const withPlan = { listPlans: PLANS, getPlan: GOT };

  it('has a page for each question, and says what waits for a yes or no', async () => {
    const { html } = await under(ownHomePage, { listSignOffs: { items: [{}] } }).shown();
    for (const page of ['plan', 'plan/easy', 'next', 'helpers', 'looked', 'yes-no', 'wrong', 'review'])
      expect(html).toContain(`href="/me/${page}"`);
    expect(html).toContain('One thing waits for your yes or no.');
  });

  it('shows the plan in the person’s own words, in the order of a day', async () => {
    const { html } = await under(ownPlanPage, withPlan).shown();
    expect(html).toContain('I want to stay at home');
    expect(html.indexOf('No fish')).toBeLessThan(html.indexOf('In bed by ten'));
    expect((await under(ownPlanPage, { listPlans: { items: [] } }).shown()).html).toContain('You have no plan yet');
  });

  it('shows it again in easy read, with a picture beside each idea', async () => {
    const { html } = await under(ownEasyPlanPage, withPlan).shown();
    const ideas = html.split('ct-easy__idea').length - 1;
    expect(ideas).toBe(10);
    expect(html.split('ct-easy__picture').length - 1).toBe(ideas);
  });

  it('says what happens next in sentences, leaves out what staff owe one another, and says what is late', async () => {
    const due = (kind: string, dueAt: string, status = 'open') => ({ kind, dueAt, status });
    const items = [
      due('formalReview', '2026-06-30T22:59:59.999Z'),
      due('monthlyCheck', '2026-05-01T22:59:59.999Z', 'missed'),
      due('reviewClosure', '2026-05-30T22:59:59.999Z'),
    ];
    const { html } = await under(ownNextPage, { listObligations: { items } }).shown();
    expect(html.indexOf('By 1 May 2026')).toBeLessThan(html.indexOf('By 30 June 2026'));
    expect(html.split('This is late.').length - 1).toBe(1);
    expect(html).not.toContain('30 May');
  });

  it('names who helps, and whoever the person may not know by name as a member of staff', async () => {
    const { html } = await under(ownTeamPage, {
      listEpisodes: {
        items: [
          {
            id: 'e',
            etag: 'E',
            revision: 1,
            parts: [],
            state: 'started',
            keyworkerId: STAFF,
            members: [{ userId: 'M', purposes: [] }],
          },
          { id: 'old', etag: 'E', revision: 1, parts: [], state: 'ended', keyworkerId: 'gone' },
        ],
      },
      listPersonContacts: { items: [{ name: 'Ash Invented' }, { name: 'No longer', withdrawnAt: '2026-01-01' }] },
      listStaffNames: { items: [{ id: STAFF, name: 'Sam Keyworker', roles: ['KW'] }] },
    }).shown();
    for (const name of ['Sam Keyworker', 'A member of staff', 'Ash Invented']) expect(html).toContain(name);
    expect(html).not.toContain('No longer');
  });

  it('says who looked, in which role and why; who was refused; and what the person did themselves', async () => {
    const at = (day: string, more: object) => ({
      at: `2026-05-${day}T09:00:00.000Z`,
      correlationId: 'C',
      id: day,
      outcome: 'read',
      role: 'KW',
      route: 'GET /care-plan/plans/:id',
      userId: STAFF,
      ...more,
    });
    const { html } = await under(ownLookedPage, {
      listPersonAccesses: {
        items: [
          at('01', { name: 'Sam Keyworker' }),
          at('01', { name: 'Sam Keyworker' }),
          at('02', { outcome: 'refused', role: 'AU', userId: 'A', route: 'GET /risk/assessments/:id' }),
          at('03', { userId: 'U', role: 'PE' }),
          at('04', { role: 'AU', userId: 'A', purpose: 'an inspection', breakGlass: 'B' }),
        ],
      },
    }).shown();
    expect(html).toMatch(/Sam Keyworker<\/strong> \(as keyworker\) looked at your plan, 2 times\./);
    expect(html).toMatch(/Somebody<\/strong> \(as auditor\) wanted to look at your risks, and was refused\./);
    expect(html).toMatch(/You<\/strong> looked at your plan\./);
    expect(html).toContain('Why: an inspection. This was in an emergency.');
    expect(html.indexOf('4 May')).toBeLessThan(html.indexOf('1 May'));
  });

  it('lets the person say no to some of the help, or to all of it', async () => {
    const page = under(ownYesNoPage, {
      ...withPlan,
      getPlanConsent: CONSENT,
      withdrawConsent: { id: PLAN },
      listSignOffs: { items: [{ id: STAFF, subject: 'planVersion' }] },
    });
    const { html } = await page.shown();
    expect(html).toContain('You said yes to your plan.');
    expect(html).toContain(`href="/people/${PERSON}/sign/${STAFF}">A new version of your plan`);
    const some = { [OWN.form]: 'no', scope: 'some', actions: 'a2', reasons: 'I cook myself' };
    expect(await page.posted(some)).toMatchObject({ status: 303, location: '/me/yes-no' });
    await page.posted({ [OWN.form]: 'no', scope: 'whole' });
    expect(page.bodiesOf('withdrawConsent')).toEqual([{ scope: ['a2'], reasons: 'I cook myself' }, { scope: 'whole' }]);
  });

  it('lets the person have again what they said no to', async () => {
    const page = under(ownYesNoPage, {
      ...withPlan,
      getPlanConsent: { ...CONSENT, state: 'partlyWithdrawn', withdrawn: ['a2'] },
      listSignOffs: { items: [] },
      requestRestoration: { id: PLAN },
    });
    expect((await page.shown()).html).toContain('<li>meals</li>');
    await page.posted({ [OWN.form]: 'yes' });
    expect(page.bodiesOf('requestRestoration')).toEqual([{ scope: ['a2'] }]);
  });

  it('keeps what the person says is wrong with the plan', async () => {
    const page = under(ownWrongPage, { ...withPlan, attachStatement: { id: PLAN } });
    expect(await page.posted({ about: 'meals', statement: 'No fish, please' })).toMatchObject({
      location: '/me/wrong',
    });
    expect(page.bodiesOf('attachStatement')).toEqual([{ about: 'meals', statement: 'No fish, please' }]);
  });

  it('asks for a meeting, and says at its place what is missing', async () => {
    const page = under(ownReviewPage, {
      ...withPlan,
      requestReview: [refused('REASON_REQUIRED'), { id: PLAN }],
    });
    expect((await page.posted({ reason: '' })).html).toContain('href="#reason"');
    expect(await page.posted({ reason: 'mornings' })).toMatchObject({ status: 303, location: '/me/next' });
  });
});
