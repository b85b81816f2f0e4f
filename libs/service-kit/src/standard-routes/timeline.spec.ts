import { firstMissing } from './timeline.js';

describe('a stream on the timeline', () => {
  it.each([
    [[], undefined],
    [[1, 2, 3], undefined],
    [[2, 3], 1],
    [[1, 3, 4], 2],
    [[1, 2, 2], 3],
    [[1, 3, 2], 2],
  ])('PLAT-04: numbered %j lacks %p', (revisions, missing) => expect(firstMissing(revisions)).toBe(missing));
});
