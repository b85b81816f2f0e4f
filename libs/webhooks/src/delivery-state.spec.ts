import fc from 'fast-check';
import { isFull, isSent, MOST_SENT_ABOVE, stateFrom, unsentFrom, withSent } from './delivery-state.js';

const after = (...sent: readonly number[]) => sent.reduce(withSent, stateFrom(1));

describe('how far an endpoint has come (PLAT-13)', () => {
  it('keeps the lowest place that was not sent, and what was sent above it', () => {
    expect(after(1, 2)).toEqual({ next: 3, sent: [] });
    expect(after(1, 4, 3, 6)).toEqual({
      next: 2,
      sent: [
        [3, 4],
        [6, 6],
      ],
    });
    expect(after(1, 4, 3, 6, 5)).toEqual({ next: 2, sent: [[3, 6]] });
    expect(after(1, 4, 3, 6, 5, 2)).toEqual({ next: 7, sent: [] });
    expect(unsentFrom(after(2, 3, 5), 2)).toBe(4);
    expect(unsentFrom(after(1), 1)).toBe(2);
  });

  it('knows what was sent, in whichever order that happened', () => {
    const places = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 60 });
    fc.assert(
      fc.property(places, (sent) => {
        const state = after(...sent, ...sent.slice(0, 5));
        for (let seq = 1; seq <= 61; seq += 1) expect(isSent(state, seq)).toBe(sent.includes(seq));
      }),
    );
  });

  it('is full at a thousand gaps', () => {
    let state = stateFrom(1);
    for (let gap = 1; gap <= MOST_SENT_ABOVE; gap += 1) {
      expect(isFull(state)).toBe(false);
      state = withSent(state, 2 * gap);
    }
    expect(isFull(state)).toBe(true);
    expect(isFull(withSent(state, 1))).toBe(false);
  });
});
