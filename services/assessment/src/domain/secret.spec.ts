import { isSameSecret } from './secret.js';

it('a secret is the same or another, wherever it differs', () => {
  expect(isSameSecret('ab12', 'ab12')).toBe(true);
  const others = ['bb12', 'ab13', 'ab1', 'ab123', 'ab12ab12', ''];
  expect(others.filter((other) => isSameSecret('ab12', other))).toEqual([]);
  expect(isSameSecret('', 'ab12')).toBe(false);
});
