import type { JsonObject } from '@carethread/ledger';
import { changesBetween, withChanges } from './changes.js';
import { layOver } from './lay-over.js';
import { content, started, type Life } from './testing/life.js';

const said: Readonly<Record<string, JsonObject>> = {
  a1: { actionId: 'a1', what: 'wash', when: 'daily 08:00', how: 'alone' },
  a2: { actionId: 'a2', what: 'meals', when: 'noon' },
  a3: { actionId: 'a3', what: 'walk', when: 'evening' },
};
const actions = (...ids: readonly string[]): JsonObject => ({ actions: ids.map((id) => said[id] ?? {}) });
const idsAt = (life: Life, number: number): readonly unknown[] =>
  (life.at(number)['actions'] as readonly JsonObject[]).map(({ actionId }) => actionId);
const order = { op: 'order', itemId: 'actions' };

describe('the order of a list', () => {
  it('R10: is a change of its own, by ids', () => {
    const changes = changesBetween(actions('a1', 'a2', 'a3'), actions('a3', 'a1', 'a2'), String);
    expect(changes).toEqual([{ changeId: '0', ...order, from: ['a1', 'a2', 'a3'], to: ['a3', 'a1', 'a2'] }]);
    expect(withChanges(actions('a1', 'a2', 'a3'), changes)).toMatchObject({ content: actions('a3', 'a1', 'a2') });
    expect(withChanges(actions('a1', 'a3'), changes)).toMatchObject({ content: actions('a3', 'a1') });
    expect(changesBetween(actions('a1', 'a2'), actions('a1', 'a3', 'a2'), String)).toMatchObject([{ op: 'add' }]);
  });

  it('R2: that was written is kept where another item was changed meanwhile', () => {
    const theirs = { actions: [{ ...said['a1'], how: 'two carers' }, said['a2'] ?? {}] };
    expect(layOver(actions('a1', 'a2'), actions('a2', 'a1'), theirs).content['actions']).toEqual([
      said['a2'],
      { ...said['a1'], how: 'two carers' },
    ]);
    expect(layOver(actions('a1', 'a2'), actions('a2', 'a1'), actions('a1', 'a2', 'a3')).content).toEqual(
      actions('a2', 'a1', 'a3'),
    );
  });

  it('R10: that an overtaken version brought is proposed again with it', () => {
    const life = started().on(1).amends(actions('a2', 'a1'), 9).amends({ personsView: 'in my garden' }).postponed();
    expect(life.state.proposals.at(-1)).toMatchObject({
      cause: { kind: 'overtaken' },
      content: { personsView: 'in my garden', ...actions('a2', 'a1') },
    });
    life.published();
    expect([8, 9].map((at) => idsAt(life, at))).toEqual([
      ['a1', 'a2'],
      ['a2', 'a1'],
    ]);
    expect(life.state.postponed).toBeUndefined();
  });

  it('R10: keeps its place for what was added meanwhile', () => {
    const life = started()
      .on(1)
      .amends(actions('a2', 'a1'), 9)
      .amends(actions('a1', 'a2', 'a3'))
      .postponed();
    life.published();
    expect(idsAt(life, 9)).toEqual(['a2', 'a1', 'a3']);
  });

  it('R10: is a task for the plan’s lead where another order was agreed meanwhile', () => {
    const life = started()
      .amends({ ...content, ...actions('a1', 'a2', 'a3') })
      .on(1);
    life.amends(actions('a3', 'a1', 'a2'), 9).amends(actions('a2', 'a1', 'a3'));
    expect(life.does({ type: 'ProposePostponed' }, 'SY')).toMatchObject([
      {
        type: 'AmendmentIncomplete',
        payload: { code: 'STALE_VERSION', items: ['actions'], changes: [{ op: 'order', to: ['a3', 'a1', 'a2'] }] },
      },
    ]);
    expect(life.state.postponed).toBeUndefined();
    expect(idsAt(life, 9)).toEqual(['a2', 'a1', 'a3']);
  });

  it('R3: that an open proposal brought is kept by the next', () => {
    const life = started().on(1);
    life.does({ type: 'ProposeVersion', content: actions('a2', 'a1'), reason: 'r' });
    life.does({ type: 'ProposeVersion', content: { personsView: 'in my garden' }, reason: 'r' });
    life.published();
    expect(idsAt(life, 1)).toEqual(['a2', 'a1']);
  });
});
