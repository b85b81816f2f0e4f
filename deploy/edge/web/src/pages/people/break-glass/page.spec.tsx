import { PageUnderTest, PERSON, refused } from '../../../testing/index.js';
import { breakGlassPage } from './page.js';

describe('opening a record in an emergency', () => {
  it('says what follows, and asks why', async () => {
    const { status, html } = await new PageUnderTest(breakGlassPage).shown();
    expect(status).toBe(200);
    for (const words of ['60 minutes', 'data protection officer is told', 'Why do you need to see it now?'])
      expect(html).toContain(words);
  });

  it('puts a missing reason at its field, under status 422', async () => {
    const page = new PageUnderTest(breakGlassPage, { answers: { openBreakGlass: refused('REASON_REQUIRED') } });
    const { status, html } = await page.posted({ reason: '' });
    expect(status).toBe(422);
    expect(html).toContain('<title>Error: Open this record in an emergency – Carethread</title>');
    expect(html).toContain('<a href="#reason">Say why</a>');
    expect(html).toContain('id="reason-error"');
  });

  it('leads to the record', async () => {
    const page = new PageUnderTest(breakGlassPage, {
      answers: { openBreakGlass: { id: 'B', revision: 1, position: 'P', until: '2026-05-20T10:00:00.000Z' } },
    });
    expect(await page.posted({ reason: 'A fall was heard' })).toMatchObject({
      status: 303,
      location: `/people/${PERSON}`,
    });
    expect(page.bodiesOf('openBreakGlass')).toEqual([{ reason: 'A fall was heard' }]);
  });
});
