import type { JsonObject } from '@carethread/ledger';
import type { Decided } from '@carethread/event-sourcing';
import type { PlanEvent } from './events.js';
import type { Proposal } from './state.js';
import { carePlan } from './decider.js';
import { a1, content, date, day, Life, started } from './testing/life.js';
import { standingOf, versionAt } from './in-force.js';
import { withheldFrom } from './provided.js';

const last = ({ state }: Life): Proposal | undefined => state.proposals.at(-1);
const proposes = (life: Life, written: JsonObject, more: object = {}): void => {
  life.does({ type: 'ProposeVersion', content: written, reason: 'asked for', ...more });
};
const signs = (life: Life, more: object = {}): readonly Decided<PlanEvent>[] => {
  const { proposalNo = 0, contentHash = '' } = last(life) ?? {};
  const completedAt = day(life.now);
  return life.does({ type: 'PublishVersion', proposalNo, contentHash, signOffId: 'S', completedAt, ...more });
};
const agreed = (life: Life, id: string): void => {
  const change = { changeId: id, itemId: 'a1', field: 'when', to: 'daily 10:00' };
  life.does({ type: 'ProposeAgreedChanges', cause: { kind: 'review', id }, changes: [change] }, 'SY');
};

describe('a version that begins while a proposal of before it is signed', () => {
  const waiting = (): Life => {
    const life = started().on(1).amends({ whatMatters: 'my cat' }, 3);
    proposes(life, { personsView: 'in my garden' });
    return life;
  };

  it('R10: has the proposal made anew on top of it, with its author and its cause, when it begins', () => {
    const life = waiting();
    const [deadline] = carePlan.deadlines?.(life.state) ?? [];
    expect(deadline).toMatchObject({ at: `${date(3)}T00:00:00.000Z`, command: { type: 'ProposeAnew' } });
    const before = last(life);
    expect(life.on(2).does({ type: 'ProposeAnew' }, 'SY')).toEqual([]);
    life.on(4).does({ type: 'ProposeAnew' }, 'SY');
    expect(last(life)).toMatchObject({
      basedOnVersion: 2,
      content: { whatMatters: 'my cat', personsView: 'in my garden' },
      author: before?.author,
      cause: before?.cause,
      reason: before?.reason,
    });
    expect(life.does({ type: 'ProposeAnew' }, 'SY')).toEqual([]);
    signs(life);
    expect(life.at(4)).toMatchObject({ whatMatters: 'my cat', personsView: 'in my garden' });
  });

  it('R10: has it returned where it can no longer be proposed, and a task once for the plan’s lead', () => {
    const life = waiting().on(4);
    life.facts = { ...life.facts, assessments: [] };
    const decided = life.does({ type: 'ProposeAnew' }, 'SY');
    expect(decided.map(({ type }) => type)).toEqual(['ProposalReturned', 'AmendmentIncomplete']);
    expect(last(life)?.state).toBe('returned');
    expect(life.does({ type: 'ProposeAnew' }, 'SY')).toEqual([]);
    expect(signs(life)).toMatchObject([{ type: 'PublicationRefused', payload: { code: 'STALE_VERSION' } }]);
    expect(signs(life)).toEqual([]);
    expect(life.at(4)).toMatchObject({ whatMatters: 'my cat' });
  });

  it('R10: is not put out of force where the last signature comes before the clock', () => {
    const life = waiting().on(4);
    const proposalNo = last(life)?.proposalNo;
    expect(signs(life)).toMatchObject([
      { type: 'PublicationRefused', payload: { proposalNo, code: 'STALE_VERSION' } },
      { type: 'PlanVersionProposed' },
    ]);
    expect(life.at(4)).toMatchObject({ whatMatters: 'my cat', personsView: 'at home' });
    signs(life);
    expect(life.at(4)).toMatchObject({ whatMatters: 'my cat', personsView: 'in my garden' });
  });
});

describe('a proposal that is signed after its day', () => {
  it('R10: gives back what was put off to it, which is proposed again from now', () => {
    const life = started().on(1).amends({ whatMatters: 'my cat' }, 9).amends({ personsView: 'in my garden' });
    life.postponed();
    expect(last(life)).toMatchObject({ state: 'proposed', cause: { kind: 'overtaken' } });
    expect(signs(life.on(10))).toMatchObject([
      { type: 'PublicationRefused', payload: { code: 'EFFECTIVE_BEFORE_CONSENT' } },
    ]);
    life.postponed();
    expect(last(life)?.effectiveFrom).toBeUndefined();
    signs(life);
    expect(life.at(10)).toMatchObject({ whatMatters: 'my cat', personsView: 'in my garden' });
  });

  it('R10: so it is with what was added, which the proposal of before holds already', () => {
    const outcomes = [
      { outcomeId: 'o1', statement: 'bake' },
      { outcomeId: 'o2', statement: 'walk' },
    ];
    const life = started().on(1).amends({ outcomes }, 9).amends({ personsView: 'in my garden' }).postponed();
    signs(life.on(10));
    life.postponed();
    expect(last(life)).toMatchObject({ state: 'proposed', content: { outcomes } });
    expect(last(life)?.refusedCode).toBeUndefined();
    signs(life);
    expect(life.at(10)).toMatchObject({ outcomes, personsView: 'in my garden' });
  });

  it('R3: leaves what a review agreed to the next proposal', () => {
    const life = started().on(1);
    proposes(life, { whatMatters: 'my cat' }, { effectiveFrom: date(3) });
    agreed(life, 'r');
    expect(signs(life.on(4)).map(({ type }) => type)).toEqual(['PublicationRefused']);
    proposes(life, { whatMatters: 'my cat' });
    signs(life);
    expect(life.at(4)).toMatchObject({ whatMatters: 'my cat', ...a1({ when: 'daily 10:00' }) });
  });
});

describe('a proposal for today that is signed in the moment in which another version began', () => {
  it('R10: is published, and differs by its number', () => {
    const life = started().on(1).amends({ whatMatters: 'my cat' });
    proposes(life, { personsView: 'in my garden' }, { effectiveFrom: date(1) });
    expect(signs(life).map(({ type }) => type)).not.toContain('PublicationRefused');
    expect(life.at(1)).toMatchObject({ whatMatters: 'my cat', personsView: 'in my garden' });
    expect(life.state.versions.map(({ effectiveFrom }) => effectiveFrom)).toEqual([day(0), day(1), day(1)]);
  });

  it('R10: so it is on the day on which one began that was agreed before', () => {
    const life = started().on(1).amends({ whatMatters: 'my cat' }, 3).on(3);
    proposes(life, { personsView: 'in my garden' }, { effectiveFrom: date(3) });
    signs(life);
    expect(life.at(3)).toMatchObject({ whatMatters: 'my cat', personsView: 'in my garden' });
  });

  it('R10: two are still not asked for one later day', () => {
    const life = started().on(1).amends({ whatMatters: 'my cat' }, 3);
    expect(() => proposes(life, { personsView: 'in my garden' }, { effectiveFrom: date(3) })).toThrow('STATE_CONFLICT');
  });
});

describe('a proposal that is signed in the moment in which another takes its place', () => {
  it('R3: is a task, once, for the plan’s lead', () => {
    const life = started().on(1);
    proposes(life, { whatMatters: 'my cat' });
    const { proposalNo = 0, contentHash = '' } = last(life) ?? {};
    proposes(life, { personsView: 'in my garden' });
    const publishing = {
      type: 'PublishVersion',
      proposalNo,
      contentHash,
      signOffId: 'S',
      completedAt: day(1),
    } as const;
    expect(life.does(publishing)).toEqual([
      { type: 'PublicationRefused', payload: { planId: expect.any(String), proposalNo, code: 'STALE_VERSION' } },
    ]);
    expect(life.does(publishing)).toEqual([]);
    expect(last(life)?.state).toBe('proposed');
    expect(last(life)?.refusedCode).toBeUndefined();
  });
});

describe('a level that is decided while the first version is signed', () => {
  const decides = (life: Life): readonly Decided<PlanEvent>[] => {
    const change = { changeId: 'level', itemId: 'cpa', field: 'level', to: 'standard' };
    const cause = { kind: 'cpaLevel', id: 'L' };
    return life.does({ type: 'ProposeAgreedChanges', cause, changes: [change] }, 'SY');
  };

  it('C13: is a task for the plan’s lead, and stands in the next proposal', () => {
    const life = new Life();
    expect(decides(life)).toEqual([]);
    proposes(life, content);
    expect(decides(life)).toMatchObject([
      { type: 'AmendmentIncomplete', payload: { code: 'NO_VERSION_IN_FORCE', pending: true } },
    ]);
    signs(life);
    proposes(life, { whatMatters: 'my cat' });
    expect(last(life)?.content['cpa']).toEqual({ level: 'standard' });
  });
});

describe('a proposal that nobody signed in time', () => {
  it('C8: is a task for the plan’s lead, a keyworker’s own too', () => {
    const life = started().on(1);
    proposes(life, { whatMatters: 'my cat' });
    const proposalNo = last(life)?.proposalNo ?? 0;
    expect(life.does({ type: 'ReturnProposal', proposalNo, because: 'lapsed' }, 'SY')).toMatchObject([
      { type: 'ProposalReturned' },
      { type: 'AmendmentIncomplete', payload: { code: 'SIGNATURE_MISSING', changes: [] } },
    ]);
  });
});

describe('an object of which two versions change different parts', () => {
  const topics = (said: object): JsonObject => ({ preferences: { topics: said as JsonObject, items: [] } });
  const [m0, h0] = [{ content: 'tea' }, { content: 'bath' }];

  it('R10: keeps both when the one that was overtaken is proposed again', () => {
    const life = new Life().amends({ ...content, ...topics({ meals: m0, hygiene: h0 }) }).on(1);
    life.amends(topics({ meals: { content: 'coffee' }, hygiene: h0 }), 9);
    life.amends(topics({ meals: m0, hygiene: { content: 'shower' } })).postponed();
    signs(life);
    expect(life.at(10)).toMatchObject(topics({ meals: { content: 'coffee' }, hygiene: { content: 'shower' } }));
  });

  it('R10: is a task where both changed one part, and left as it stands', () => {
    const life = new Life().amends({ ...content, ...topics({ meals: m0, hygiene: h0 }) }).on(1);
    life.amends(topics({ meals: { content: 'coffee' }, hygiene: h0 }), 9);
    life.amends(topics({ meals: { content: 'water' }, hygiene: h0 }));
    const [decided] = life.does({ type: 'ProposePostponed' }, 'SY');
    expect(decided).toMatchObject({ type: 'AmendmentIncomplete', payload: { code: 'STALE_VERSION' } });
    expect(life.at(10)).toMatchObject(topics({ meals: { content: 'water' }, hygiene: h0 }));
  });

  it('R10: keeps the items that both added to a list in it', () => {
    const item = (id: string): JsonObject => ({ preferenceId: id, text: `breakfast ${id}`, actionId: 'a2' });
    const preferring = (...ids: readonly string[]): JsonObject => ({ preferences: { items: ids.map(item) } });
    const life = new Life().amends({ ...content, ...preferring('p1') }).on(1);
    life.amends(preferring('p1', 'p9'), 9).amends(preferring('p1', 'p0')).postponed();
    signs(life);
    expect(life.at(10)['preferences']).toEqual({ items: [item('p1'), item('p0'), item('p9')] });
  });
});

describe('a version that never begins', () => {
  it('R6: lifts nothing, so that the one that overtook it does', () => {
    const life = started().on(1);
    life.does(
      { type: 'SuspendPlan', scope: ['a1'], reason: 'consentWithdrawn', cause: 'consent', withdrawalNo: 1 },
      'SY',
    );
    for (const from of [3, 9]) {
      proposes(life, { whatMatters: `from ${from}` }, { effectiveFrom: date(from) });
      signs(life, { withdrawalsKnown: 1 });
    }
    expect(withheldFrom(life.state, day(4))).toEqual(['a1']);
    expect(withheldFrom(life.state, day(10))).toEqual([]);
  });

  it('R17, R38: is every one that has not begun when the plan is closed', () => {
    const life = started().on(1).amends({ whatMatters: 'my cat' }, 9);
    life.facts = { ...life.facts, deceased: true };
    life.on(2).does({ type: 'ClosePlan', reason: 'deceased' }, 'SY');
    expect(versionAt(life.state, day(10))?.versionNo).toBe(1);
    const [, upcoming] = life.state.versions;
    expect(upcoming && standingOf(life.state, upcoming, day(10))).toBe('overtaken');
    expect(life.at(10)).toEqual(content);
  });
});
