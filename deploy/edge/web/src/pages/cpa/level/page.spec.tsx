import { PageUnderTest, PERSON, refused } from '../../../testing/index.js';
import { caseGiven, casesGiven } from '../testing/case-given.js';
import { cpaLevelPage } from './page.js';

const answers = { listCases: casesGiven, getCase: caseGiven };
const FIELDS = {
  to: 'enhanced',
  rationale: 'Two admissions',
  profile: caseGiven.indicatorProfiles[0]?.profileId ?? '',
};

describe('deciding a level', () => {
  it('offers the levels of the region, and what the decision may rest on', async () => {
    const { html } = await new PageUnderTest(cpaLevelPage, { answers }).shown();
    expect(html).toContain('value="enhanced"');
    expect(html).not.toContain('value="complex"');
    expect(html).toContain('The answers lean towards standard');
  });

  it('asks for a reason where the decision departs from the leaning', async () => {
    const page = new PageUnderTest(cpaLevelPage, {
      answers: { ...answers, decideLevel: refused('OVERRIDE_REASON_REQUIRED', ['overrideReason']) },
    });
    const { status, html } = await page.posted(FIELDS);
    expect(status).toBe(422);
    expect(html).toContain('id="override-error"');
    expect(page.bodiesOf('decideLevel')).toEqual([
      { to: 'enhanced', rationale: 'Two admissions', indicatorProfileId: FIELDS.profile },
    ]);
  });

  it('leads to the indicators where these are too old', async () => {
    const page = new PageUnderTest(cpaLevelPage, { answers: { ...answers, decideLevel: refused('INDICATORS_STALE') } });
    expect((await page.posted(FIELDS)).html).toContain(`href="/people/${PERSON}/cpa/indicators"`);
  });
});
