import { PageUnderTest, PERSON } from '../../testing/index.js';
import { caseloadPage } from './page.js';

/** The published schema leaves the members of a last contact open. */
const lastContact: Record<string, never> = JSON.parse('{"at":"2026-05-01T10:00:00Z","outcome":"noReply"}');
const answers = {
  listCaseload: {
    asOf: '2026-05-20T09:00:00.000Z',
    missing: ['review'],
    items: [
      {
        personId: PERSON,
        name: { given: 'Alder', family: 'Example' },
        level: 'enhanced',
        levelSince: '2026-03-02T00:00:00Z',
        lapses: 2,
        nextContactBy: '2026-05-14T22:59:59.999Z',
        lastContact,
        coordinatorId: null,
      },
    ],
  },
};

describe('the caseload', () => {
  it('says of each person the level, the last contact and the next one, late in words', async () => {
    const { html } = await new PageUnderTest(caseloadPage, { answers }).shown();
    for (const words of [
      `href="/people/${PERSON}/cpa">Alder Example</a>`,
      'Enhanced since 2 March 2026',
      'Last contact 1 May 2026: No reply',
      'No care co-ordinator',
      '2 contacts missed in a row',
      '6 days late',
      'Not answering: review',
    ])
      expect(html).toContain(words);
  });

  it.each([
    ['CC', 'mine=true&limit=50'],
    ['TM', 'limit=50'],
  ] as const)('is that of the co-ordinator, or of the manager’s team: %s', async (role, query) => {
    const page = new PageUnderTest(caseloadPage, { answers, role });
    await page.shown();
    expect(page.calls.map((call) => call.query)).toEqual([query]);
  });
});
