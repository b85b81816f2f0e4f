import type { JsonObject } from '@carethread/ledger';
import type { PlanEvent } from './events.js';
import { madeSince, waitedFor, waiting } from './outstanding.js';
import { a1, type Life, midnight, overtakenInTurn, started } from './testing/life.js';
import type { Change } from './version.js';

const garden = { personsView: 'in my garden' };
const review = (life: Life, id: string, ...changes: readonly Change[]): readonly PlanEvent[] =>
  life.does({ type: 'ProposeAgreedChanges', cause: { kind: 'review', id }, changes }, 'SY');
const proposes = (life: Life, written: object): readonly PlanEvent[] =>
  life.does({ type: 'ProposeVersion', content: written as JsonObject, reason: 'asked for' });
const incompleteOf = ({ state }: Life): string => state.incomplete?.[0]?.id ?? 'none';

describe('a change that waits for its own day', () => {
  it('R10: is somebody’s to know of while a version of before it is signed, and until that begins', () => {
    const life = overtakenInTurn();
    expect(waiting(life.state)).toEqual([
      { id: expect.any(String), times: 0, effectiveFrom: midnight(20), items: ['a1'] },
    ]);
    const [{ id = '' } = {}] = waiting(life.state);
    life.on(4).published().postponed();
    expect(waiting(life.state)).toMatchObject([{ id, times: 0 }]);
    expect(waitedFor(life.state)).not.toContainEqual({ id, times: 0 });
    life.on(10).postponed();
    expect(waiting(life.state)).toEqual([]);
    expect(waitedFor(life.state)).toContainEqual({ id, times: 0 });
  });

  it('R10: waits no longer once it is let go, and once more where another takes its place again', () => {
    const life = overtakenInTurn();
    const [{ id = '' } = {}] = waiting(life.state);
    life.published().on(10).postponed();
    proposes(life, { noGoalsReason: 'not yet' });
    expect(waiting(life.state)).toMatchObject([{ id, times: 1, effectiveFrom: midnight(20) }]);
    expect(waitedFor(life.state)).toContainEqual({ id, times: 0 });
    life.does({ type: 'ProposeVersion', content: a1({ when: 'daily 10:00' }), reason: 'at once' });
    life.published().postponed();
    expect(waiting(life.state)).toEqual([]);
    expect(waitedFor(life.state)).toContainEqual({ id, times: 1 });
  });

  it('R10: is nobody’s where it is proposed at once', () => {
    const life = started()
      .on(1)
      .amends(a1({ when: 'daily 10:00' }), 20)
      .amends(garden)
      .postponed();
    expect(waiting(life.state)).toEqual([]);
  });
});

describe('an amendment that could not be made', () => {
  const a99: Change = { changeId: 'c1', itemId: 'g9', field: 'statement', to: 'cook' };

  it('R4: is made once a later proposal says so', () => {
    const life = started().on(1);
    review(life, 'R1', a99);
    expect(madeSince(life.state)).toEqual([]);
    proposes(life, { goals: [{ goalId: 'g9', statement: 'bake' }] });
    expect(madeSince(life.state)).toEqual([]);
    proposes(life, { goals: [{ goalId: 'g9', statement: 'cook' }] });
    expect(madeSince(life.state)).toEqual([incompleteOf(life)]);
  });

  it('R4: so is what was left to the next proposal, once that is made', () => {
    const life = started().on(1);
    review(life, 'R1', { changeId: 'c1', itemId: 'a1', field: 'when', to: 'daily 10:00' });
    life.does({ type: 'ReturnProposal', proposalNo: 2, because: 'lapsed' }, 'SY');
    expect(madeSince(life.state)).toEqual([]);
    proposes(life, garden);
    expect(madeSince(life.state)).toEqual([incompleteOf(life)]);
    life.published();
    expect(madeSince(life.state)).toEqual([incompleteOf(life)]);
  });

  it('R4: and a keyworker’s own that nobody signed in time, with whatever they propose next', () => {
    const life = started().on(1);
    proposes(life, garden);
    life.does({ type: 'ReturnProposal', proposalNo: 2, because: 'lapsed' }, 'SY');
    expect(madeSince(life.state)).toEqual([]);
    proposes(life, { whatMatters: 'my cat' });
    expect(madeSince(life.state)).toEqual([incompleteOf(life)]);
  });

  it('R1: and a fact that a version left as it was agreed, once a version says it', () => {
    const life = started().on(1);
    proposes(life, { profile: { penPicture: 'a baker', occupation: 'Prof A' } });
    life.corrects('profile.occupation', 'Dr B', 1, [1]).published();
    expect(madeSince(life.state)).toEqual([]);
    life.amends({ profile: { penPicture: 'a baker', occupation: 'Dr B' } });
    expect(madeSince(life.state)).toEqual([incompleteOf(life)]);
  });

  it('R4: is not made by a proposal that was returned', () => {
    const life = started().on(1);
    review(life, 'R1', a99);
    proposes(life, { goals: [{ goalId: 'g9', statement: 'cook' }] });
    life.does({ type: 'ReturnProposal', proposalNo: 2, because: 'refused' }, 'SY');
    expect(madeSince(life.state)).toEqual([]);
  });
});
