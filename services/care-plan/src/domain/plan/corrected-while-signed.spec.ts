import type { JsonObject } from '@carethread/ledger';
import type { PlanEvent } from './events.js';
import { date, day, started, type Life } from './testing/life.js';

const latex = { id: 'l1', name: 'latex' };
const nuts = { id: 'l2', name: 'nuts' };
const penicillin = { id: 'l3', name: 'penicillin' };
const proposes = (life: Life, written: object, more: object = {}): void => {
  life.does({ type: 'ProposeVersion', content: written as JsonObject, reason: 'asked for', ...more });
};
const signs = (life: Life): readonly PlanEvent[] => {
  const { proposalNo = 0, contentHash = '' } = life.state.proposals.at(-1) ?? {};
  return life.does({ type: 'PublishVersion', proposalNo, contentHash, signOffId: 'S', completedAt: day(life.now) });
};
const incompleteIn = (events: readonly PlanEvent[]): readonly unknown[] =>
  events.flatMap(({ type, payload }) => (type === 'AmendmentIncomplete' ? [payload] : []));

describe('a fact that is set right while a version is signed', () => {
  it('R1: is in the version that did not change it', () => {
    const life = started().on(1);
    proposes(life, { personsView: 'in my garden' });
    life.corrects('profile.occupation', 'Dr B', 1, [1]);
    expect(incompleteIn(signs(life))).toEqual([]);
    expect(life.at(1)).toMatchObject({ personsView: 'in my garden', profile: { occupation: 'Dr B' } });
  });

  it('R1, R11: leaves what the version changed there itself as it was agreed, and gives the plan’s lead a task', () => {
    const life = started().on(1);
    proposes(life, { profile: { penPicture: 'a baker', occupation: 'Prof A' } });
    life.corrects('profile.occupation', 'Dr B', 1, [1]);
    expect(life.at(1)['profile']).toMatchObject({ occupation: 'Dr B' });
    expect(incompleteIn(signs(life))).toEqual([
      {
        planId: expect.any(String),
        planKind: 'localAuthority',
        organisationId: 'O',
        cause: { kind: 'correction', id: life.state.corrections[0]?.correctionId },
        code: 'STALE_VERSION',
        items: ['profile.occupation'],
        changes: [
          {
            changeId: life.state.corrections[0]?.correctionId,
            itemId: 'profile.occupation',
            from: 'Dr A',
            to: 'Dr B',
            reason: 'letter',
          },
        ],
      },
    ]);
    expect(life.at(1)['profile']).toMatchObject({ occupation: 'Prof A' });
    expect(life.state.agreed).toEqual([]);
  });

  it('R11: what is only added to a list is added to the one that was agreed', () => {
    const life = started().on(1);
    proposes(life, { allergies: [latex, nuts] });
    life.corrects('allergies', penicillin, 1, [1], { op: 'add' });
    expect(incompleteIn(signs(life))).toEqual([]);
    expect(life.at(1)['allergies']).toEqual([latex, nuts, penicillin]);
  });

  it('R11: a list that is replaced is a task where the version changed it, unless both say the same', () => {
    const life = started().on(1);
    proposes(life, { allergies: [latex, nuts] });
    life.corrects('allergies', [latex, penicillin], 1, [1]);
    expect(incompleteIn(signs(life))).toMatchObject([{ code: 'STALE_VERSION', items: ['allergies'] }]);
    expect(life.at(1)['allergies']).toEqual([latex, nuts]);
    proposes(life, { allergies: [latex] });
    life.corrects('allergies', [latex], 1, [2]);
    expect(incompleteIn(signs(life))).toEqual([]);
    expect(life.at(1)['allergies']).toEqual([latex]);
  });

  it('R1: is in the version that is signed after another came into force, which was set right', () => {
    const life = started().on(1).amends({ whatMatters: 'my cat' }, 3).on(2);
    proposes(life, { personsView: 'in my garden' });
    life.on(4).corrects('profile.occupation', 'Dr B', 4, [2]);
    // Proposed anew on top of the one that came into force, and signed so.
    expect(incompleteIn(signs(life))).toEqual([]);
    expect(incompleteIn(signs(life))).toEqual([]);
    expect(life.at(4)).toMatchObject({
      personsView: 'in my garden',
      whatMatters: 'my cat',
      profile: { occupation: 'Dr B' },
    });
  });
});

describe('a fact that is set right, and one more while a version is signed', () => {
  const change = { changeId: 'r', itemId: 'a1', field: 'when', to: 'daily 10:00' };
  const twice = (): Life => {
    const life = started().on(1).amends({ whatMatters: 'my cat' });
    life.corrects('allergies', nuts, 1, [2], { op: 'add' });
    proposes(life, { personsView: 'in my garden' });
    return life.corrects('allergies', penicillin, 1, [1, 2], { op: 'add' });
  };

  it('R1: are both in what a review adds to the open proposal', () => {
    const life = twice();
    life.does({ type: 'ProposeAgreedChanges', cause: { kind: 'review', id: 'r' }, changes: [change] }, 'SY');
    expect(life.state.proposals.at(-1)?.content['allergies']).toEqual([latex, nuts, penicillin]);
    signs(life);
    expect(life.at(1)['allergies']).toEqual([latex, nuts, penicillin]);
  });

  it('R1: so is one that sets a single field right', () => {
    const life = twice().corrects('profile.occupation', 'Dr B', 1, [1, 2]);
    life.does({ type: 'ProposeAgreedChanges', cause: { kind: 'review', id: 'r' }, changes: [change] }, 'SY');
    expect(life.state.proposals.at(-1)?.content['profile']).toMatchObject({ occupation: 'Dr B' });
  });

  it('R1: neither comes off by writing again what stood there between the two', () => {
    const life = twice();
    proposes(life, { allergies: [latex, nuts], personsView: 'in my garden' });
    signs(life);
    expect(life.at(1)['allergies']).toEqual([latex, nuts, penicillin]);
  });
});

describe('a fact that is set right while a version is upcoming', () => {
  it('R1: is in every one that was laid over the one set right, and over what that one became', () => {
    const life = started().on(1).amends({ whatMatters: 'my cat' }, 10).on(2);
    proposes(life, { personsView: 'in my garden' }, { effectiveFrom: date(20) });
    signs(life);
    life.corrects('profile.occupation', 'Dr B', 2, [1]);
    expect(life.state.corrections.at(-1)?.appliesToVersions).toEqual([1, 3]);
    expect(life.at(20)).toMatchObject({ personsView: 'in my garden', profile: { occupation: 'Dr B' } });
  });

  it('R1: what the upcoming version changes there itself stays, and is a task; what is only added is added to it', () => {
    const life = started()
      .on(1)
      .amends({ allergies: [latex, nuts], profile: { occupation: 'Prof A' } }, 10);
    const corrects = (more: object): readonly PlanEvent[] =>
      life.does({
        type: 'RecordCorrection',
        field: 'profile.occupation',
        to: 'Dr B',
        reason: 'letter',
        effectiveFrom: day(1),
        appliesToVersions: [1],
        ...more,
      });
    expect(incompleteIn(corrects({}))).toMatchObject([{ code: 'STALE_VERSION', items: ['profile.occupation'] }]);
    expect(incompleteIn(corrects({ field: 'allergies', op: 'add', to: penicillin }))).toEqual([]);
    expect(life.at(10)).toMatchObject({
      allergies: [latex, nuts, penicillin],
      profile: { occupation: 'Prof A' },
    });
    expect(life.at(1)).toMatchObject({ allergies: [latex, penicillin], profile: { occupation: 'Dr B' } });
  });
});
