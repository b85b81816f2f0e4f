import { PageUnderTest, PERSON } from '../../../testing/index.js';
import { caseGiven, casesGiven } from '../testing/case-given.js';
import { cpaContactPage } from './page.js';

const answers = {
  listCases: casesGiven,
  getCase: caseGiven,
  logContact: { id: 'C', revision: 5, position: 'P' },
};

describe('logging contact', () => {
  it('sends what came of it', async () => {
    const page = new PageUnderTest(cpaContactPage, { answers });
    const posted = await page.posted({ outcome: 'seen', how: 'at home', note: '' });
    expect(posted).toMatchObject({ status: 303, location: `/people/${PERSON}/cpa?saved=1` });
    expect(page.bodiesOf('logContact')).toEqual([{ outcome: 'seen', how: 'at home' }]);
  });

  it('sends nothing until an outcome was chosen, and says so at the field', async () => {
    const page = new PageUnderTest(cpaContactPage, { answers });
    const { status, html } = await page.posted({ how: 'at home' });
    expect(status).toBe(422);
    expect(html).toContain('id="outcome-error"');
    expect(html).toContain('value="at home"');
    expect(page.bodiesOf('logContact')).toEqual([]);
  });

  it('keeps what was typed, and offers it again without sending it', async () => {
    const typed = new PageUnderTest(cpaContactPage, { answers, query: { keep: '' } });
    expect((await typed.shown()).html).toContain('<form method="post" novalidate="" data-keep="?keep">');
    expect((await typed.posted({ note: 'Well and cheerful' })).status).toBe(204);
    expect(typed.bodiesOf('logContact')).toEqual([]);
    const later = new PageUnderTest(cpaContactPage, { answers, session: typed.session });
    const { html } = await later.shown();
    expect(html).toContain('Well and cheerful');
    expect(html).toContain('These are your words from earlier. They have not been sent.');
  });
});
