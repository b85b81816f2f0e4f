import { approvedBy, withoutApproval } from './approvals.js';

const NOW = '2026-05-20T09:00:00.000Z';
const LAPSES = '2026-06-17T22:59:59.999Z';
const first = { key: 'move to SCO', by: 'M', lapsesAt: LAPSES };

describe('what two approve', () => {
  it('D1: is approved once by the first, for 28 days', () => {
    expect(approvedBy([], { key: 'move to SCO', by: 'M' }, NOW)).toEqual({ state: 'approvedOnce', lapsesAt: LAPSES });
    expect(approvedBy([first], { key: 'move to WAL', by: 'N' }, NOW)).toMatchObject({ state: 'approvedOnce' });
  });

  it('D1: is completed by another, and by nobody twice', () => {
    expect(approvedBy([first], { key: 'move to SCO', by: 'N' }, NOW)).toEqual({ state: 'approved', first });
    expect(approvedBy([first], { key: 'move to SCO', by: 'M' }, NOW)).toEqual({ state: 'sameApprover', first });
  });

  it('D1: lapses to the millisecond', () => {
    expect(approvedBy([first], { key: 'move to SCO', by: 'N' }, LAPSES)).toMatchObject({ state: 'approved' });
    expect(approvedBy([first], { key: 'move to SCO', by: 'N' }, '2026-06-17T23:00:00.000Z')).toMatchObject({
      state: 'approvedOnce',
    });
  });

  it('is approved anew once it was completed', () => {
    expect(withoutApproval([first, { ...first, key: 'other' }], 'move to SCO').map(({ key }) => key)).toEqual([
      'other',
    ]);
  });
});
