import { requireList, requireText, textMembers } from './member.js';

describe('a member that must be there', () => {
  it('is refused by name where it is missing or of another type', () => {
    expect([requireText({ id: 'one' }, 'id'), requireList({ ids: ['one'] }, 'ids')]).toEqual(['one', ['one']]);
    expect(() => requireText({ id: 1 }, 'id')).toThrow('id must be a text');
    expect(() => requireList({ ids: 'one' }, 'ids')).toThrow('ids must be a list');
  });
});

it('the texts among the members are read without the others', () => {
  expect(textMembers({ id: 'one', n: 2, list: ['three'], none: null })).toEqual({ id: 'one' });
  expect([textMembers(undefined), textMembers('text')]).toEqual([{}, {}]);
});
