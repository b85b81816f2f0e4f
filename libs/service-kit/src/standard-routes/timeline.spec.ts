import { task } from '../domain/tasks.js';
import { eventTypesOf, firstMissing } from './timeline.js';

it('PLAT-04: the types that a timeline may be asked for are those of its streams, each once', () => {
  expect(eventTypesOf([task, task])).toEqual(Object.keys(task.evolve).toSorted());
});

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
