import { cpaCase } from './decider.js';
import { NO_FACTS } from '../facts.js';
import { allocated, opened, type Past, reallocated, spec } from './testing/opened-case.js';

describe('ending a case', () => {
  const command = {
    type: 'Discharge',
    reason: 'recovered',
    onwardContact: 'practice',
    riskReviewId: 'K',
    planCopyId: 'Y',
  } as const;

  it.each(['reason', 'onwardContact', 'riskReviewId', 'planCopyId'] as const)(
    'CPA-19: no discharge without %s',
    (name) => {
      const { [name]: _, ...incomplete } = command;
      spec.given(opened, allocated).when(incomplete).refused('DISCHARGE_INCOMPLETE', [name]);
    },
  );

  const known = { facts: { ...NO_FACTS, risks: { K: 1 }, cpaPlans: ['PL'], copies: { Y: 'PL', Z: 'provider plan' } } };

  it.each([
    ['a risk that was never concluded', { riskReviewId: 'K9' }, 'riskReviewId'],
    ['a copy that was never issued', { planCopyId: 'Y9' }, 'planCopyId'],
    ['a copy of a plan that is none under CPA', { planCopyId: 'Z' }, 'planCopyId'],
  ])('R27: a discharge does not cite %s', (_, more, member) => {
    spec
      .given(opened, allocated)
      .when({ ...command, ...more }, known)
      .refused('REFERENCE_NOT_FOUND', [member]);
  });

  it.each([
    ['held under the case', '2026-01-12T00:00:00.000Z', true],
    ['held before it was accepted', '2026-01-11T23:59:59.999Z', false],
  ])('R27: the look at the risk may be a review, %s', (_, heldAt, stands) => {
    const reviews = { V: { planId: 'PL', reviewType: 'cpa', outcome: 'noChange', heldAt } };
    const discharged = spec
      .given(opened, allocated)
      .when({ ...command, riskReviewId: 'V' }, { facts: { ...known.facts, reviews } });
    if (stands) discharged.then({ type: 'CpaDischargeDecided' }, { type: 'CpaCaseClosed' });
    else discharged.refused('REFERENCE_NOT_FOUND', ['riskReviewId']);
  });

  it('CPA-19: a complete discharge closes the case, and a closed case takes nothing more', () => {
    spec
      .given(opened, allocated)
      .when(command, known)
      .then({ type: 'CpaDischargeDecided' }, { type: 'CpaCaseClosed', payload: { reason: 'recovered' } });
    const closed: Past = { type: 'CpaCaseClosed', payload: { caseId: 'C', reason: 'recovered' } };
    spec.given(opened, allocated, closed).when(command).refused('STATE_CONFLICT', ['closed']);
    spec
      .given(opened, allocated, closed)
      .when({ type: 'ReallocateCoordinator', toUserId: 'CC2' })
      .refused('STATE_CONFLICT', ['closed']);
  });

  it('death closes an open case, once, and leaves nothing due', () => {
    spec
      .given(opened, allocated)
      .when({ type: 'CloseForDeath' })
      .then({ type: 'CpaCaseClosed', payload: { reason: 'deceased' } });
    const closed: Past = { type: 'CpaCaseClosed', payload: { caseId: 'C', reason: 'deceased' } };
    const after = spec.given(opened, allocated, reallocated('TM1', '2026-05-01T10:00:00.000Z', true), closed);
    after.when({ type: 'CloseForDeath' }).nothing();
    expect(cpaCase.deadlines?.(after.state)).toEqual([]);
  });
});
