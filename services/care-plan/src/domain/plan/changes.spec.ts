import { withChanges } from './changes.js';

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
