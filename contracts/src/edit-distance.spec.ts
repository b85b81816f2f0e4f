import { editDistance } from './edit-distance.js';

it.each([
  ['', '', 0],
  ['name', 'name', 0],
  ['', 'name', 4],
  ['nme', 'name', 1],
  ['naame', 'name', 1],
  ['nave', 'name', 1],
  ['nmae', 'name', 1],
  ['eman', 'name', 3],
])('%j is %j but for %i letters, whichever way', (one, other, letters) => {
  expect(editDistance(one, other)).toBe(letters);
  expect(editDistance(other, one)).toBe(letters);
});
