import { preferences } from './preferences.js';

describe('what a request would rather have', () => {
  it.each([
    ['count=exact', { count: 'exact' }],
    ['wait-for="a,b", Count = "exact"', { 'wait-for': 'a,b', count: 'exact' }],
    ['respond-async, wait=10; x=y, count=exact, count=none', { 'respond-async': '', wait: '10', count: 'exact' }],
    ['return=minimal; count=exact', { return: 'minimal' }],
    ['', {}],
    [undefined, {}],
  ])('is read by name, the first of each: %p', (header, expected) => {
    expect(Object.fromEntries(preferences(header))).toEqual(expected);
  });
});
