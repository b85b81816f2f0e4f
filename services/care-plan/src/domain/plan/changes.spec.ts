import type { JsonObject } from '@carethread/ledger';
import { changesBetween, saysAlready, withChanges } from './changes.js';

const content = {
  actions: [{ actionId: 'a1', what: 'wash', where: 'upstairs' }],
  cpa: { level: 'standard', social: 'a club' },
};
const made = (...changes: Parameters<typeof withChanges>[1]) => withChanges(content, changes);

describe('changes made to content', () => {
  it('R5: an addition has its own id under the name that its section gives it', () => {
    const walk = { changeId: 'c', op: 'add', section: 'actions', itemId: 'a2', to: { what: 'walk' } };
    expect(made(walk).content['actions']).toEqual([...content.actions, { what: 'walk', actionId: 'a2' }]);
    expect(made(walk, walk).faults).toMatchObject([{ code: 'STATE_CONFLICT', items: ['a2'] }]);
    expect(made({ ...walk, itemId: 'actions' })).toMatchObject({
      content,
      faults: [{ code: 'CHANGES_REQUIRED', items: ['/to/actionId'] }],
    });
  });

  it('R5: the id of an item stays, and a field that no item has is not set', () => {
    for (const field of ['actionId', 'wehn', '__proto__'])
      expect(made({ changeId: 'c', itemId: 'a1', field, to: 'a2' })).toMatchObject({
        content,
        made: [],
        faults: [{ code: 'MALFORMED' }],
      });
  });

  it('R5: null takes a member away', () => {
    expect(
      made(
        { changeId: 'c1', itemId: 'a1', field: 'where', to: null },
        { changeId: 'c2', itemId: 'cpa', field: 'social', to: null },
      ).content,
    ).toEqual({ actions: [{ actionId: 'a1', what: 'wash' }], cpa: { level: 'standard' } });
  });
});

describe('whether the content says already what a change asks', () => {
  const held = { ...content, routines: [{ routineId: 'r1', what: 'tea' }] };

  it.each<[string, boolean, Parameters<typeof saysAlready>[1]]>([
    ['an addition that is there', true, { op: 'add', section: 'actions', itemId: 'a1', to: { what: 'anything' } }],
    ['an addition that is not', false, { op: 'add', section: 'actions', itemId: 'a2', to: { what: 'walk' } }],
    ['an addition to a list that is not there', false, { op: 'add', section: 'goals', itemId: 'a1', to: {} }],
    ['an addition to no list', false, { op: 'add', itemId: 'a1', to: {} }],
    ['what is to go and is gone', true, { op: 'remove', section: 'actions', itemId: 'a9' }],
    ['what is to go and is there', false, { op: 'remove', section: 'actions', itemId: 'a1' }],
    ['a member that says so', true, { itemId: 'a1', field: 'where', to: 'upstairs' }],
    ['a member that says otherwise', false, { itemId: 'a1', field: 'where', to: 'downstairs' }],
    ['an item that is not there', false, { itemId: 'a9', field: 'where', to: 'upstairs' }],
  ])('R10: %s: %s', (_, already, change) => {
    expect(saysAlready(held, change)).toBe(already);
  });
});

describe('a change of a whole', () => {
  it('R5: keeps the id of an item that does not say it again, by the name that it had', () => {
    const held = { contacts: [{ id: 'c1', name: 'sister' }], actions: content.actions };
    const whole = (itemId: string, to: JsonObject) => withChanges(held, [{ changeId: 'c', itemId, to }]).content;
    expect(whole('c1', { name: 'niece' })).toEqual({ ...held, contacts: [{ id: 'c1', name: 'niece' }] });
    expect(whole('a1', { what: 'walk' })).toEqual({ ...held, actions: [{ actionId: 'a1', what: 'walk' }] });
    expect(whole('a1', { actionId: 'a1', what: 'walk' })['actions']).toEqual([{ actionId: 'a1', what: 'walk' }]);
  });

  it('R5: sets a section, or one member of it, that was not there', () => {
    expect(made({ changeId: 'c', itemId: 'whatMatters', to: 'my garden' }).content).toEqual({
      ...content,
      whatMatters: 'my garden',
    });
    expect(made({ changeId: 'c', itemId: 'profile', field: 'occupation', to: 'baker' }).content).toEqual({
      ...content,
      profile: { occupation: 'baker' },
    });
  });
});

describe('what leads from one content to another', () => {
  const before: JsonObject = {
    allergies: [{ id: 'l1', name: 'latex' }],
    actions: [
      { actionId: 'a1', what: 'wash', when: 'daily' },
      { actionId: 'a2', what: 'meals' },
    ],
    profile: { penPicture: 'a baker', occupation: 'Dr A' },
    whatMatters: 'my garden',
  };
  const between = (after: JsonObject, from = before) => changesBetween(from, after, (index) => `c${index}`);
  const actions = before['actions'] as readonly JsonObject[];

  it.each<[string, JsonObject]>([
    ['nothing', before],
    ['a member of an item', { ...before, actions: [{ ...actions[0], when: 'weekly' }, actions[1] ?? {}] }],
    ['an item more', { ...before, actions: [...actions, { actionId: 'a3', what: 'walk' }] }],
    ['an item less', { ...before, actions: [actions[1] ?? {}] }],
    ['a member of a section', { ...before, profile: { penPicture: 'a cook', occupation: 'Dr A' } }],
    ['a member less', { ...before, profile: { penPicture: 'a baker' } }],
    ['a text', { ...before, whatMatters: 'the cat' }],
    ['a list more', { ...before, goals: [{ goalId: 'g1', statement: 'cook' }] }],
    ['an object more', { ...before, identity: { statement: 'a gardener' } }],
    ['items without an id', { ...before, strengths: [{ what: 'patience' }, { what: 'wit' }] }],
  ])('R10: %s: applied to the first it makes the second', (_, after) => {
    const changes = between(after);
    expect(withChanges(before, changes)).toEqual({ content: after, made: changes, faults: [] });
    expect(changes.map(({ changeId }) => changeId)).toEqual(changes.map((__, index) => `c${index}`));
  });

  it('R10: names an item by its id, a list whose items have none as a whole and once', () => {
    const first = { ...before, strengths: [{ what: 'patience' }, { what: 'wit' }] };
    const after = {
      ...first,
      strengths: [{ what: 'patience, still' }, { what: 'wits' }],
      actions: [...actions, { actionId: 'a3' }],
    };
    expect(between(after, first)).toEqual([
      { changeId: 'c0', op: 'add', section: 'actions', itemId: 'a3', to: { actionId: 'a3' } },
      { changeId: 'c1', itemId: 'strengths', from: first.strengths, to: after.strengths },
    ]);
    expect(between({ ...first, actions: [actions[0] ?? {}] }, first)).toEqual([
      { changeId: 'c0', op: 'remove', section: 'actions', itemId: 'a2', from: actions[1] },
    ]);
  });
});
