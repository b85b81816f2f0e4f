import { statusAt, type Obligation } from './state.js';
import { at, closed, due, FORMAL, held, missed, opened, openedAs, owes, spec } from './testing/opened-schedule.js';

describe('a review that was held', () => {
  const open = [opened, owes('monthlyCheck', '2026-04-14T22:59:59.999Z'), owes('formalReview', FORMAL)];
  const HELD = '2026-04-10T10:00:00.000Z';

  it('waits for its closing, which is itself due within five working days', () => {
    spec
      .given(...open)
      .when(held('formal', HELD), at(HELD))
      .then(
        { type: 'ObligationHeld', payload: { kind: 'monthlyCheck' } },
        { type: 'ObligationHeld', payload: { kind: 'formalReview', heldAt: HELD } },
        due('reviewClosure', '2026-04-17T22:59:59.999Z'),
      );
  });

  it('ENG-109: when closed meets the formal review and the check of its month, and both count on from it', () => {
    spec
      .given(...open)
      .when(closed('formal', HELD), at(HELD))
      .then(
        { type: 'ObligationMet', payload: { kind: 'monthlyCheck', metAt: HELD } },
        { type: 'ObligationMet', payload: { kind: 'formalReview', metAt: HELD, late: false } },
        due('monthlyCheck', '2026-05-10T22:59:59.999Z'),
        due('formalReview', '2026-07-10T22:59:59.999Z'),
      );
  });

  it('CPA-53, CPA-55: of a CPA plan, early or not and whatever its outcome, opens a new window', () => {
    const window = owes('cpaReview', '2026-07-15T22:59:59.999Z', { opensAt: '2026-04-14T23:00:00.000Z' });
    spec
      .given(openedAs('cpa', 'ENG', 'CPA'), window)
      .when(closed('cpa', '2026-03-20T10:00:00.000Z'), at('2026-03-20T10:00:00.000Z'))
      .then(
        { type: 'ObligationMet', payload: { kind: 'cpaReview', early: true, late: false } },
        due('cpaReview', '2026-09-20T22:59:59.999Z', { opensAt: '2026-06-19T23:00:00.000Z' }),
      );
  });

  it('late meets what was missed, says by how much, and never undoes that it was missed', () => {
    const late = spec.given(opened, owes('formalReview', FORMAL), missed('formalReview', FORMAL));
    late
      .when(closed('formal', '2026-04-16T09:00:00.000Z'), at(HELD))
      .then(
        { type: 'ObligationMet', payload: { late: true, lateBy: 'PT10H0.001S' } },
        due('formalReview', '2026-07-16T22:59:59.999Z'),
      );
    expect(statusAt(late.state.obligations[0] as Obligation, HELD)).toBe('missed');
  });

  it('in Scotland, with a change, is followed by an updated plan within five working days', () => {
    spec
      .given(openedAs('provider', 'SCO'))
      .when(closed('formal', HELD, 'amend'), at(HELD))
      .then(due('planUpdateAfterReview', '2026-04-17T22:59:59.999Z'));
  });
});
