import type { StoredDelivery } from '@carethread/webhooks';
import { storedIn, textOf } from './stored-text.js';

describe('what a checkpoint keeps of a delivery (PLAT-13)', () => {
  it('is nothing while all is well', () => {
    expect(textOf({ next: 4, sent: [], failing: [] })).toBe('');
    expect(storedIn(4, '')).toEqual({ next: 4, sent: [], failing: [] });
  });

  it('is all that the delivery goes on with', () => {
    const stored: StoredDelivery = {
      next: 4,
      sent: [[6, 9]],
      failing: [[4, 2, 1_000]],
      failingSince: 5,
      raised: ['failing1h'],
    };
    expect(storedIn(4, textOf(stored))).toEqual(stored);
  });

  it('what it does not know it leaves out', () => {
    expect(storedIn(1, '{"sent":[[1],"x"],"failing":{},"raised":["other"]}')).toEqual({
      next: 1,
      sent: [],
      failing: [],
    });
  });
});
