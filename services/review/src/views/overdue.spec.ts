import { GOES_WITH_CASE, overdue, type OverdueObligation } from './overdue.js';

const row = (planKind: string): OverdueObligation => ({
  obligationId: 'B',
  planId: 'PL',
  personId: 'P',
  kind: 'cpaReview',
  dueAt: '2026-08-01T22:59:59.999Z',
  organisationId: 'O',
  planKind,
  tenantId: 'T',
});

describe('where what is overdue is found', () => {
  it('R18: with the organisation that holds the plan; under a CPA plan, which goes with its case, with none', () => {
    for (const planKind of ['provider', 'localAuthority']) expect(overdue.index(row(planKind))['heldBy']).toBe('O');
    expect(overdue.index(row('cpa'))['heldBy']).toBe(GOES_WITH_CASE);
  });
});
