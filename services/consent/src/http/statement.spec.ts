import { specContext } from '@carethread/event-sourcing/testing';
import { mustBeSaidBy, scopeOf } from './statement.js';

const PERSON = '00000000-0000-4000-8000-00000000000a';
const as = (role: string, more: object = {}) => ({ ...specContext().actor, role, roles: [role], userId: 'U', ...more });
const refused = (path: string, named: object | undefined, actor = as('KW')): boolean => {
  try {
    mustBeSaidBy(path, named, actor, PERSON);
    return false;
  } catch {
    return true;
  }
};

describe('who is named beside what is said', () => {
  it.each<[string, object | undefined, boolean]>([
    ['nobody', undefined, false],
    ['the person', { kind: 'person' }, false],
    ['the person by id, with a name', { kind: 'person', id: PERSON, name: 'Synthetic Person' }, false],
    ['another person', { kind: 'person', id: 'other' }, true],
    ['somebody by name alone', { kind: 'person', name: 'Synthetic Namesake' }, true],
    ['family', { kind: 'family', name: 'Synthetic Sister' }, true],
    ['staff', { kind: 'staff' }, true],
  ])('R22: %s may be named by staff who record a withdrawal, or is refused', (_, named, expected) => {
    expect(refused('/by', named)).toBe(expected);
  });

  it('R22: staff are named where they sign for themselves; a representative names what they are', () => {
    expect(refused('/signedBy', { kind: 'staff', name: 'Synthetic Keyworker' })).toBe(false);
    expect(refused('/signedBy', { kind: 'family', name: 'Synthetic Sister' })).toBe(true);
    expect(refused('/by', { kind: 'professional' }, as('LR'))).toBe(false);
  });
});

describe('what is withdrawn or asked back', () => {
  it('R9: is said, and never taken for granted', () => {
    expect(scopeOf('whole')).toBe('whole');
    expect(scopeOf(['a1', 'a2'])).toEqual(['a1', 'a2']);
    expect(scopeOf(undefined, ['a1'])).toEqual(['a1']);
    const items = ['/scope: must be whole or a list of action ids'];
    for (const scope of [undefined, null, '', 'all', {}, [1]])
      expect(() => scopeOf(scope)).toThrow(expect.objectContaining({ code: 'MALFORMED', items }));
  });
});
