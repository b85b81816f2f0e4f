import { OBLIGATIONS } from '@carethread/contracts';
import { sharedWords, workTitle } from './codes.js';

const MISSED = `Missed: ${OBLIGATIONS.monthlyCheck}`;

describe('what a piece of work is called', () => {
  it('names what was missed, and not that something was', () => {
    const title = workTitle(sharedWords('en'), 'obligationMissed', MISSED);
    expect(title).toBe(workTitle(sharedWords('en'), 'monthlyCheck'));
    expect(workTitle(sharedWords('cy'), 'obligationMissed', MISSED)).toBe(workTitle(sharedWords('cy'), 'monthlyCheck'));
  });
});
