import { PageUnderTest, PERSON, refused } from '../../testing/index.js';
import { overduePage } from '../overdue/page.js';
import { monthlyCheckPage } from './check/page.js';
import { notPracticablePage } from './not-practicable/page.js';
import { requestReviewPage } from './review/page.js';
import { personDuePage } from './shown/page.js';

const PLAN = '1a5d7f0e-7f8a-4a53-9c2e-0c6b2f1f7a01';
const OBLIGATION = '2a5d7f0e-7f8a-4a53-9c2e-0c6b2f1f7a01';
const ruleRef = { key: 'monthlyCheck', profile: 'ENG', version: 1 };
const obligation = {
  id: OBLIGATION,
  obligationId: OBLIGATION,
  planId: PLAN,
  organisationId: 'O',
  kind: 'monthlyCheck',
  basis: 'profile',
  dueAt: '2026-05-14T22:59:59.999Z',
  ruleRef,
};
const places = { planId: PLAN, obligationId: OBLIGATION };
const done = { id: PLAN, revision: 2, position: 'P' };
const back = `/people/${PERSON}/due?saved=1`;

describe('what is due for a person', () => {
  const answers = {
    listPersonsPlans: {
      items: [
        {
          personId: PERSON,
          plans: [{ planId: PLAN, planKind: 'provider', state: 'active', unread: false, organisationId: 'O' }],
        },
      ],
    },
    listPlanObligations: {
      items: [
        { ...obligation, missed: true, status: 'missed' },
        { ...obligation, missed: false, status: 'met', dueAt: '2026-04-14T22:59:59.999Z', kind: 'formalReview' },
      ],
    },
  };

  it('says how late, and draws what became of the rest', async () => {
    const { html } = await new PageUnderTest(personDuePage, { answers, role: 'KW' }).shown();
    for (const words of ['6 days late', '1 done, 0 still to come, 1 late.', 'Formal review'])
      expect(html).toContain(words);
    expect(html).toContain(`href="/people/${PERSON}/due/${PLAN}/check"`);
    expect(html).toContain(`/not-practicable/${OBLIGATION}"`);
  });
});

describe('what becomes of something due', () => {
  it('is a check, in the person’s words first', async () => {
    const page = new PageUnderTest(monthlyCheckPage, { places, answers: { recordMonthlyCheck: done } });
    const { html } = await page.shown();
    expect(html.indexOf('id="personsView"')).toBeLessThan(html.indexOf('id="findings"'));
    const posted = await page.posted({ personsView: 'I like it', findings: 'All well', raisesReview: 'yes' });
    expect(posted).toMatchObject({ status: 303, location: back });
    expect(page.bodiesOf('recordMonthlyCheck')).toEqual([
      { personsView: 'I like it', findings: 'All well', raisesReview: true },
    ]);
  });

  it('is that it can not be done, with a reason', async () => {
    const page = new PageUnderTest(notPracticablePage, {
      places,
      answers: { markNotPracticable: [refused('REASON_REQUIRED'), done] },
    });
    expect((await page.posted({ reason: '' })).html).toContain('id="reason-error"');
    expect(await page.posted({ reason: 'Away on holiday' })).toMatchObject({ status: 303, location: back });
  });

  it('is a review that somebody asks for', async () => {
    const page = new PageUnderTest(requestReviewPage, { places, answers: { requestReview: done } });
    expect(await page.posted({ reason: 'A fall' })).toMatchObject({ status: 303, location: back });
    expect(page.bodiesOf('requestReview')).toEqual([{ reason: 'A fall' }]);
  });
});

describe('what is late in a service', () => {
  it('stands by kind, the longest late first, with the person’s name', async () => {
    const late = { ...obligation, planKind: 'provider', personId: PERSON, status: 'missed' as const };
    const answers = {
      listObligations: { items: [late, { ...late, dueAt: '2026-03-01T00:00:00Z' }] },
      listPersonsNames: { items: [{ id: PERSON, name: { given: 'Alder', family: 'Example' } }] },
    };
    const { html } = await new PageUnderTest(overduePage, { answers }).shown();
    expect(html).toContain('Monthly check (2)');
    expect(html).toContain('2 late, by kind and by the month');
    expect(html.indexOf('80 days late')).toBeLessThan(html.indexOf('6 days late'));
    expect(html).toContain(`href="/people/${PERSON}/due">Alder Example</a>`);
  });
});
