import { PageUnderTest, refused } from '../../../testing/index.js';
import { caseGiven, casesGiven } from '../testing/case-given.js';
import { cpaIndicatorsPage } from './page.js';

const answers = {
  listCases: casesGiven,
  getCase: caseGiven,
  listRiskAssessments: { items: [] },
  recordIndicators: refused('RISK_REFERENCE_REQUIRED'),
};

describe('recording indicators', () => {
  it('asks all twelve anew: nothing is filled in from the last time', async () => {
    const { html } = await new PageUnderTest(cpaIndicatorsPage, { answers }).shown();
    expect(html.match(/<fieldset/g)).toHaveLength(12);
    expect(html).not.toMatch(/ checked|Seen by one nurse/);
  });

  it('sends what was answered, with what it rests on', async () => {
    const page = new PageUnderTest(cpaIndicatorsPage, { answers });
    const { status, html } = await page.posted({ S1: 'met', 'evidence-S1': 'One nurse', E6: 'met', risks: '' });
    expect(page.bodiesOf('recordIndicators')).toEqual([
      { answers: { S1: 'met', E6: 'met' }, evidence: { S1: 'One nurse' }, riskRefs: [] },
    ]);
    expect(status).toBe(422);
    expect(html).toContain('href="#risks"');
  });
});
