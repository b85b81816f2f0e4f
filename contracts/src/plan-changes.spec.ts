import { changeFault, holdingsOf, PLAN_SECTIONS, type PlannedChange } from './plan-changes.js';

const content = {
  personsView: 'at home',
  profile: { penPicture: 'a baker' },
  needs: [{ needId: 'n1' }],
  actions: [
    { actionId: 'a1', needId: 'n1' },
    { actionId: 'x', what: 'w' },
  ],
  routines: [{ routineId: 'x' }, { what: 'no id' }],
  preferences: { topics: {}, items: [{ preferenceId: 'p1', actionId: 'a1' }] },
};
const holdings = holdingsOf(content);
const fault = (change: PlannedChange): string | undefined => changeFault(change, holdings)?.code;

describe('a change to a plan', () => {
  it('finds what a plan holds: each item by its own id, those of lists inside an object too', () => {
    expect(holdings).toEqual({ needs: ['n1'], actions: ['a1', 'x'], routines: ['x'], 'preferences.items': ['p1'] });
  });

  it.each<[string, PlannedChange]>([
    ['a field of an item', { itemId: 'a1', field: 'when', to: 'daily' }],
    ['a whole item', { itemId: 'a1', to: { what: 'wash' } }],
    ['an item inside an object', { itemId: 'p1', field: 'text', to: 'later' }],
    ['an item in the section that is named', { section: 'actions', itemId: 'x', field: 'what', to: 'v' }],
    ['a member of a section', { itemId: 'cpa', field: 'level', to: 'enhanced' }],
    ['a whole section', { itemId: 'actions', to: [] }],
    ['an addition', { op: 'add', section: 'goals', to: { goalId: 'g9', statement: 's' } }],
    ['an addition inside an object', { op: 'add', section: 'preferences.items', to: { preferenceId: 'p2' } }],
    ['a removal', { op: 'remove', itemId: 'a1' }],
    ['an absence', { itemId: 'a1', field: 'where', to: null }],
  ])('R5: may be %s', (_, change) => {
    expect(fault(change)).toBeUndefined();
  });

  it.each<[string, PlannedChange, string]>([
    ['of an item that is not there', { itemId: 'a99', field: 'when', to: 'x' }, 'REFERENCE_NOT_FOUND'],
    ['of an item that two sections hold', { itemId: 'x', field: 'what', to: 'v' }, 'REFERENCE_NOT_FOUND'],
    [
      'of an item of another section',
      { section: 'goals', itemId: 'a1', field: 'what', to: 'v' },
      'REFERENCE_NOT_FOUND',
    ],
    ['of a member of words', { itemId: 'personsView', field: 'x', to: 'v' }, 'REFERENCE_NOT_FOUND'],
    ['of no section', { op: 'add', section: 'nowhere', to: { id: '1' } }, 'REFERENCE_NOT_FOUND'],
    ['that adds to words', { op: 'add', section: 'personsView', to: { id: '1' } }, 'REFERENCE_NOT_FOUND'],
    ['that adds nothing', { op: 'add', section: 'goals' }, 'CHANGES_REQUIRED'],
    ['that adds what is there', { op: 'add', section: 'actions', to: { actionId: 'a1' } }, 'STATE_CONFLICT'],
    ['that removes what is not there', { op: 'remove', itemId: 'a99' }, 'REFERENCE_NOT_FOUND'],
    ['that says nothing', { itemId: 'a1', field: 'when' }, 'CHANGES_REQUIRED'],
    ['of an item into words', { itemId: 'a1', to: 'wash' }, 'MALFORMED'],
    ['of a list into words', { itemId: 'actions', to: 'none' }, 'MALFORMED'],
  ])('R5: is none %s', (_, change, code) => {
    expect(fault(change)).toBe(code);
  });

  it('knows every section by what it is', () => {
    expect(Object.values(PLAN_SECTIONS)).not.toContain(undefined);
    expect(changeFault({ itemId: 'constructor', field: 'x', to: 1 }, {})?.code).toBe('REFERENCE_NOT_FOUND');
  });
});
