import { errorOf, member, numberMember, textMember } from './member.js';

describe('a member of whatever was thrown', () => {
  const error = Object.assign(new Error('full'), { code: 'ENOSPC', errcode: 13 });

  it('is read by name and type, inherited ones and those of an error included', () => {
    expect([textMember(error, 'code'), numberMember(error, 'errcode')]).toEqual(['ENOSPC', 13]);
    expect([textMember(error, 'message'), textMember(error, 'name')]).toEqual(['full', 'Error']);
    expect([textMember(error, 'errcode'), numberMember(error, 'code')]).toEqual([undefined, undefined]);
  });

  it('is of an error in any case: the one that was thrown, or one that says what was', () => {
    expect(errorOf(error)).toBe(error);
    expect(errorOf('full')).toMatchObject({ message: 'full', cause: 'full' });
  });

  it.each([[undefined], [null], ['a text'], [7]])('is absent from what is no object: %p', (thrown) => {
    expect(member(thrown, 'length')).toBeUndefined();
  });
});
