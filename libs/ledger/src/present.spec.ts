import { isFilled, pick, present, presentItems } from './present.js';

describe('what is given', () => {
  it('leaves out a member that is undefined, and keeps the order of the others and what is null, empty or false', () => {
    const given = present<{ a?: string; b?: null; c?: string; d?: boolean }>({
      d: false,
      a: undefined,
      c: '',
      b: null,
    });
    expect(JSON.stringify(given)).toBe('{"d":false,"c":"","b":null}');
    expect('a' in given).toBe(false);
  });

  it('picks the named members that are there', () => {
    const from: { a: string; b?: number; c: null } = { a: '', c: null };
    expect(pick(from, 'c', 'b', 'a')).toEqual({ c: null, a: '' });
    expect('b' in pick(from, 'b')).toBe(false);
  });

  it('is a filled list or an empty one', () => {
    expect([isFilled([]), isFilled([undefined])]).toEqual([false, true]);
  });

  it('leaves out an item that is undefined, and keeps the order of the others and a list that is an item', () => {
    expect(presentItems<unknown>(undefined, 'one', null, undefined, ['two'], '')).toEqual(['one', null, ['two'], '']);
  });
});
