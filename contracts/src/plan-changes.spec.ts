import { changeFault, holdingsAfter, holdingsOf, type PlannedChange } from './plan-changes.js';
import { PLAN_SECTIONS } from './plan-sections.js';

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

  it.each<[string, PlannedChange, string, string]>([
    [
      'a misspelt field',
      { itemId: 'a1', field: 'wehn', to: 'x' },
      'MALFORMED',
      '/field: is not known here; is when meant?',
    ],
    ['a stranger', { itemId: 'a1', field: '__proto__', to: { x: 1 } }, 'MALFORMED', '/field: is not known here'],
    ['a stranger that is to go', { itemId: 'a1', field: 'wehn', to: null }, 'MALFORMED', '/field: is not known here'],
    ['a path for a field', { itemId: 'preferences', field: 'topics.meals', to: 'x' }, 'MALFORMED', '/field: '],
    ['a number for words', { itemId: 'a1', field: 'when', to: 5 }, 'MALFORMED', '/to: must be text'],
    ['a day that is none', { itemId: 'a1', field: 'startsOn', to: '2026-02-30' }, 'MALFORMED', '/to: '],
    ['a misspelt member of a section', { itemId: 'cpa', field: 'levl', to: 'x' }, 'MALFORMED', '/field: '],
    [
      'a misspelt member inside',
      { itemId: 'a1', field: 'guideline', to: { titel: 'x' } },
      'MALFORMED',
      '/to/titel: is not known here; is title meant?',
    ],
    ['a whole item', { itemId: 'a1', to: { wen: 'x' } }, 'MALFORMED', '/to/wen: is not known here; is when meant?'],
    ['a whole list', { itemId: 'actions', to: [{}, { when: 5 }] }, 'MALFORMED', '/to/1/when: must be text'],
    [
      'two items with one id in a whole list',
      { itemId: 'actions', to: [{ actionId: 'b' }, { actionId: 'b' }] },
      'MALFORMED',
      '/to/1/actionId: is the id of another item here',
    ],
    [
      'two items with one id in a list inside',
      { itemId: 'preferences', field: 'items', to: [{ preferenceId: 'b' }, { id: 'b' }] },
      'MALFORMED',
      '/to/1/id: is the id of another item here',
    ],
    ['another id', { itemId: 'a1', field: 'actionId', to: 'x' }, 'MALFORMED', '/field: the id of an item stays'],
    ['another id by its short name', { itemId: 'a1', field: 'id', to: 'x' }, 'MALFORMED', '/field: the id of an'],
    ['no id', { itemId: 'p1', field: 'preferenceId', to: null }, 'MALFORMED', '/field: the id of an item stays'],
    ['a whole item of another id', { itemId: 'a1', to: { actionId: 'x' } }, 'MALFORMED', '/to: keeps the id'],
    [
      'an addition of no shape',
      { op: 'add', section: 'preferences.items', to: { preferenceId: 'p2', txet: 'x' } },
      'MALFORMED',
      '/to/txet: is not known here; is text meant?',
    ],
    [
      'an addition that has no id',
      { op: 'add', section: 'actions', to: { what: 'walk' } },
      'CHANGES_REQUIRED',
      '/to/actionId',
    ],
    [
      'an addition by the name of its section',
      { op: 'add', section: 'allergies', itemId: 'allergies', to: { name: 'nuts' } },
      'CHANGES_REQUIRED',
      '/to/id',
    ],
  ])('R5: sets nothing that the section cannot hold: %s', (_, change, code, item) => {
    expect(changeFault(change, holdings)).toMatchObject({ code, items: [expect.stringContaining(item)] });
  });

  it('R5: sets what the section can hold, and says again the id that an item has', () => {
    expect(fault({ itemId: 'a1', field: 'actionId', to: 'a1' })).toBeUndefined();
    expect(fault({ itemId: 'a1', to: { actionId: 'a1', what: 'wash' } })).toBeUndefined();
    expect(fault({ itemId: 'a1', field: 'needId', to: 'n1' })).toBeUndefined();
    expect(fault({ op: 'add', section: 'actions', itemId: 'a2', to: { what: 'walk' } })).toBeUndefined();
    expect(fault({ itemId: 'preferences', field: 'items', to: [] })).toBeUndefined();
  });

  it('R5: is measured by what the plan holds after the changes before it', () => {
    const walk: PlannedChange = { op: 'add', section: 'actions', to: { actionId: 'a2' } };
    const after = (change: PlannedChange): ReturnType<typeof holdingsOf> => holdingsAfter(change, holdings);
    expect(after(walk)).toEqual({ ...holdings, actions: ['a1', 'x', 'a2'] });
    expect(changeFault(walk, after(walk))?.code).toBe('STATE_CONFLICT');
    expect(after({ op: 'remove', itemId: 'a1' })).toEqual({ ...holdings, actions: ['x'] });
    expect(after({ itemId: 'a1', field: 'when', to: 'noon' })).toEqual(holdings);
    expect(after({ itemId: 'actions', to: [{ actionId: 'b' }] })).toEqual({ ...holdings, actions: ['b'] });
    expect(after({ itemId: 'preferences', field: 'items', to: [] })).toEqual({ ...holdings, 'preferences.items': [] });
    const { 'preferences.items': _, ...others } = holdings;
    expect(after({ itemId: 'preferences', to: {} })).toEqual(others);
  });

  it('knows every section by what it is', () => {
    expect(Object.values(PLAN_SECTIONS)).not.toContain(undefined);
    expect(changeFault({ itemId: 'constructor', field: 'x', to: 1 }, {})?.code).toBe('REFERENCE_NOT_FOUND');
  });
});
