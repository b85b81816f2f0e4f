import { unknownItems } from './refusals.js';

it('names an unknown id as it was sent, and anything else by its place, for it may be anybody’s words', () => {
  const id = '4f2f4f0a-3b55-5a5d-9b53-0c1b2a3d4e5f';
  expect(unknownItems('scope', ['bath', id, 'she said no'], (one) => one === 'bath')).toEqual([id, 'scope.2']);
});
