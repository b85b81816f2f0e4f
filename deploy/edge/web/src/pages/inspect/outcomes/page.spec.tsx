import { PageUnderTest, PERSON, purposed } from '../../../testing/index.js';
import { obligationState } from '../obligation-state.js';
import { inspectOutcomesPage } from './page.js';

const answers = {
  getPersonOutcomeEvidence: {
    personId: PERSON,
    plans: [
      {
        planId: '1a5d7f0e-7f8a-4a53-9c2e-0c6b2f1f7a01',
        planKind: 'provider',
        versionNo: 2,
        actionIds: [],
        needIds: [],
        outcomeIds: ['O1'],
      },
    ],
    reviews: [
      {
        id: 'R',
        heldAt: '2026-04-01T10:00:00Z',
        outcome: 'amend',
        progress: { O1: { status: 'progressing', personRating: 4 }, O2: { status: 'achieved' } },
      },
    ],
    obligations: [{ kind: 'monthlyCheck', dueAt: '2026-05-01T00:00:00Z', missed: true, status: 'missed' }],
  },
  getPlan: { suspensions: [], withheld: [] },
};

describe('evidence of outcomes', () => {
  it('shows how far each has come and what was due, in words too', async () => {
    const { html } = await new PageUnderTest(inspectOutcomesPage, {
      answers,
      session: purposed('RI'),
      role: 'RI',
    }).shown();
    for (const words of ['getting there, 4 out of 5', 'achieved', 'Monthly check', 'missed', 'Outcome 1', 'data-print'])
      expect(html).toContain(words);
  });

  it.each([
    ['met', 'met'],
    ['cancelled', 'dropped'],
    ['missed', 'late'],
    ['open', 'late'],
  ])('draws what is %s as %s', (status, state) =>
    expect(obligationState(status, '2026-05-01T00:00:00Z', '2026-05-20T00:00:00Z')).toBe(state),
  );

  it('draws what is to come as due', () =>
    expect(obligationState('open', '2026-06-01T00:00:00Z', '2026-05-20T00:00:00Z')).toBe('due'));
});
