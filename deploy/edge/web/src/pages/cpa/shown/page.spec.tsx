import { PageUnderTest, PERSON } from '../../../testing/index.js';
import { caseGiven, casesGiven } from '../testing/case-given.js';
import { cpaPage } from './page.js';

const answers = {
  listCases: casesGiven,
  getCase: caseGiven,
  listStaffNames: { items: [{ id: 'U', name: 'Cory Co-ordinator', roles: ['CC'] }] },
};
const shown = async (role: 'CC' | 'TM' = 'CC') => (await new PageUnderTest(cpaPage, { answers, role }).shown()).html;

describe('the CPA of a person', () => {
  it('tells the history of the level, with who decided and why', async () => {
    const html = await shown();
    expect(html).toContain('Manages well (Cory Co-ordinator)');
    expect(html).toContain('The level now is Standard.');
  });

  it('shows each indicator with its answer and what it rests on, and the leaning as information', async () => {
    const html = await shown();
    expect(html).toContain('Seen by one nurse');
    expect(html.match(/Not known/g)).toHaveLength(10);
    expect(html).toContain('The answers lean towards standard. This is information. It decides nothing.');
  });

  it('offers each role what it may do', async () => {
    expect(await shown('CC')).toContain(`href="/people/${PERSON}/cpa/contact"`);
    expect(await shown('TM')).not.toContain(`href="/people/${PERSON}/cpa/contact"`);
    expect(await shown('TM')).toContain(`href="/people/${PERSON}/cpa/level"`);
  });

  it('is no page where there is no case', async () => {
    const page = new PageUnderTest(cpaPage, { answers: { ...answers, listCases: { items: [] } } });
    expect((await page.shown()).status).toBe(404);
  });
});
