import type { JsonObject } from '@carethread/ledger';
import type { PlanEvent } from './events.js';
import { layOver } from './lay-over.js';
import { a1, content, date, day, Life, started } from './testing/life.js';
import type { Change } from './version.js';

const agreed = (changeId: string, more: Partial<Change> = {}): Change => ({
  changeId,
  itemId: 'a1',
  field: 'when',
  to: 'daily 09:00',
  ...more,
});
const review = (life: Life, id: string, ...changes: readonly Change[]): readonly PlanEvent[] =>
  life.does({ type: 'ProposeAgreedChanges', cause: { kind: 'review', id }, changes }, 'SY');
const proposes = (life: Life, more: object = {}): readonly PlanEvent[] =>
  life.does({ type: 'ProposeVersion', reason: 'r', ...more });
const saves = (life: Life, written: JsonObject): readonly PlanEvent[] =>
  life.does({ type: 'SaveDraft', content: written });
const actions = (says: JsonObject): readonly unknown[] => (says['actions'] ?? []) as readonly unknown[];
const last = (life: Life) => life.state.proposals.at(-1);

describe('a draft over a version', () => {
  it('R2: a proposal lays over the version in force only what was written since', () => {
    const life = started()
      .on(1)
      .amends(a1({ when: 'daily 10:00' }));
    saves(life, { personsView: 'in my garden' });
    proposes(life);
    life.published();
    expect(life.at(2)).toEqual({ ...content, ...a1({ when: 'daily 10:00' }), personsView: 'in my garden' });
  });

  it('R2: publication rebases it; what was drafted before and is not in the version stays drafted', () => {
    const life = started();
    saves(life, { personsView: 'in my garden' });
    const events = life.on(1).amends(a1({ when: 'daily 10:00' })).events;
    expect(events.at(-1)).toMatchObject({ type: 'DraftRebased', payload: { basedOnVersion: 2, conflicts: [] } });
    expect(life.state.draft).toMatchObject({ personsView: 'in my garden', ...a1({ when: 'daily 10:00' }) });
    expect(life.at(1)['personsView']).toBe('at home');
  });

  it('R2: the same item changed on both sides is stale, by name, until it is saved again', () => {
    const life = started();
    saves(life, a1({ how: 'two carers' }));
    life.on(1).amends(a1({ when: 'daily 10:00' }));
    expect(() => proposes(life)).toThrow(expect.objectContaining({ code: 'STALE_VERSION', items: ['a1'] }));
    saves(life, a1({ when: 'daily 10:00', how: 'two carers' }));
    proposes(life);
    life.published();
    expect(life.at(1)).toMatchObject(a1({ when: 'daily 10:00', how: 'two carers' }));
  });

  it('R2: content that was written over an older version is laid over the present one', () => {
    const life = started()
      .on(1)
      .amends(a1({ when: 'daily 10:00' }));
    proposes(life, { basedOnVersion: 1, content: { ...content, personsView: 'in my garden' } });
    expect(last(life)?.content).toEqual({ ...content, ...a1({ when: 'daily 10:00' }), personsView: 'in my garden' });
    expect(() => proposes(life, { basedOnVersion: 1, content: a1({ how: 'two carers' }) })).toThrow(
      expect.objectContaining({ code: 'STALE_VERSION', items: ['a1'] }),
    );
    expect(() => proposes(life, { basedOnVersion: 7, content })).toThrow('REFERENCE_NOT_FOUND');
  });

  it('R2: what is saved between proposal and signature stays drafted', () => {
    const life = started();
    saves(life, a1({ when: 'daily 09:00' }));
    proposes(life);
    saves(life, a1({ when: 'daily 11:00' }));
    life.on(1).published();
    expect(life.at(1)).toMatchObject(a1({ when: 'daily 09:00' }));
    expect(life.state.draft).toMatchObject(a1({ when: 'daily 11:00' }));
    proposes(life);
    expect(last(life)?.content).toMatchObject(a1({ when: 'daily 11:00' }));
  });

  it('R2: a proposal that was returned and is made again says the same', () => {
    const life = started();
    saves(life, { personsView: 'in my garden' });
    proposes(life);
    life.does({ type: 'ReturnProposal', proposalNo: 2, because: 'voided' }, 'SY');
    proposes(life);
    expect(last(life)).toMatchObject({ proposalNo: 3, content: { ...content, personsView: 'in my garden' } });
  });
});

describe('two contents laid over each other', () => {
  const one = (more: object): JsonObject => ({ actions: [{ actionId: 'a1', when: 8, how: 'x', ...more }] });

  it.each<[string, JsonObject, JsonObject, JsonObject, JsonObject, readonly string[]]>([
    ['nothing written', one({}), one({}), one({ when: 9 }), one({ when: 9 }), []],
    ['written alone', one({}), one({ how: 'y' }), one({}), one({ how: 'y' }), []],
    ['the same on both', one({}), one({ when: 9 }), one({ when: 9 }), one({ when: 9 }), []],
    ['two fields of one item', one({}), one({ how: 'y' }), one({ when: 9 }), one({ how: 'y' }), ['a1']],
    [
      'both, as one of them says',
      one({}),
      one({ when: 9, how: 'y' }),
      one({ when: 9 }),
      one({ when: 9, how: 'y' }),
      [],
    ],
    ['a removal of what changed', one({}), { actions: [] }, one({ when: 9 }), one({ when: 9 }), ['a1']],
    ['a removal', one({}), { actions: [] }, one({}), { actions: [] }, []],
    [
      'members of an object',
      { p: { a: 1, b: 1 } },
      { p: { a: 2, b: 1 } },
      { p: { a: 1, b: 2 } },
      { p: { a: 2, b: 2 } },
      [],
    ],
    ['a member of both', { p: { a: 1 } }, { p: { a: 2 } }, { p: { a: 3 } }, { p: { a: 2 } }, ['p.a']],
    ['words of both', { w: 'a' }, { w: 'b' }, { w: 'c' }, { w: 'b' }, ['w']],
    ['a list without ids', { l: [{ x: 1 }] }, { l: [{ x: 2 }] }, { l: [{ x: 3 }] }, { l: [{ x: 2 }] }, ['l']],
    ['a section that only one has', {}, { w: 'a' }, { v: 'b' }, { v: 'b', w: 'a' }, []],
  ])('R2: %s', (_, base, written, onto, merged, conflicts) => {
    const laid = layOver(base, written, onto);
    expect(laid.content).toEqual(merged);
    expect(laid.conflicts.map(({ at }) => at)).toEqual(conflicts);
  });

  it('R2: additions on both sides stand beside each other', () => {
    const list = (...ids: readonly string[]): JsonObject => ({ goals: ids.map((goalId) => ({ goalId })) });
    expect(layOver(list('g1'), list('g1', 'g2'), list('g1', 'g3')).content).toEqual(list('g1', 'g3', 'g2'));
  });
});

describe('what was agreed elsewhere', () => {
  it('R3: leaves the draft as it is', () => {
    const life = started();
    saves(life, { communication: { needs: 'hearing aid' } });
    review(life, 'R1', agreed('c1'));
    expect(life.state.draft['communication']).toEqual({ needs: 'hearing aid' });
    expect(last(life)?.content).toEqual({ ...content, ...a1({ when: 'daily 09:00' }) });
  });

  it('R3: twice before a signature is in one proposal, with both causes', () => {
    const life = started();
    review(life, 'R1', agreed('c1'));
    review(life, 'R2', agreed('c2', { itemId: 'a2', to: 'one o’clock' }));
    expect(last(life)).toMatchObject({
      cause: { kind: 'review', id: 'R2' },
      causes: [
        { kind: 'review', id: 'R2' },
        { kind: 'review', id: 'R1' },
      ],
      changes: [
        { changeId: 'c1', cause: { kind: 'review', id: 'R1' } },
        { changeId: 'c2', cause: { kind: 'review', id: 'R2' } },
      ],
    });
    expect(actions(last(life)?.content ?? {})).toMatchObject([{ when: 'daily 09:00' }, { when: 'one o’clock' }]);
    life.on(1).published();
    expect(actions(life.at(1))).toMatchObject([{ when: 'daily 09:00' }, { when: 'one o’clock' }]);
  });

  it('R3: a review and then a level are in one proposal', () => {
    const life = started();
    review(life, 'R1', agreed('c1'));
    life.does(
      {
        type: 'ProposeAgreedChanges',
        cause: { kind: 'cpaLevel', id: 'L' },
        changes: [{ changeId: 'l', itemId: 'cpa', field: 'level', to: 'enhanced' }],
      },
      'SY',
    );
    expect(last(life)?.content).toMatchObject({ ...a1({ when: 'daily 09:00' }), cpa: { level: 'enhanced' } });
  });

  it('R3: joins a keyworker’s open proposal, and the keyworker’s next one', () => {
    const life = started();
    proposes(life, { content: { personsView: 'in my garden' } });
    review(life, 'R1', agreed('c1'));
    expect(last(life)?.content).toMatchObject({ personsView: 'in my garden', ...a1({ when: 'daily 09:00' }) });
    saves(life, { personsView: 'by the sea' });
    life.does({ type: 'ProposeVersion' });
    expect(last(life)).toMatchObject({
      content: { personsView: 'by the sea', ...a1({ when: 'daily 09:00' }) },
      cause: { kind: 'review', id: 'R1' },
    });
  });

  it('R3: of two agreements about one field the later stands', () => {
    const life = started();
    review(life, 'R1', agreed('c1'));
    review(life, 'R2', agreed('c2', { to: 'daily 11:00' }));
    expect(last(life)).toMatchObject({ changes: [{ changeId: 'c2' }], content: a1({ when: 'daily 11:00' }) });
  });

  it('R3: the same item agreed and written otherwise is stale, by name', () => {
    const life = started();
    review(life, 'R1', agreed('c1'));
    saves(life, a1({ when: 'daily 12:00' }));
    expect(() => proposes(life)).toThrow(expect.objectContaining({ code: 'STALE_VERSION', items: ['a1'] }));
  });

  it('R1: is laid over the facts as they were set right meanwhile', () => {
    const life = started().on(1);
    review(life, 'R1', agreed('c1'));
    life.corrects('profile.occupation', 'Dr B', 1, [1]);
    review(life, 'R2', agreed('c2', { itemId: 'a2', to: 'one o’clock' }));
    expect(last(life)?.content).toMatchObject({ profile: { occupation: 'Dr B' } });
  });

  it('R4: what makes no complete plan is no proposal but an event with its code', () => {
    const life = started();
    expect(review(life, 'R1', { changeId: 'c1', itemId: 'needs', to: [] })).toMatchObject([
      { type: 'AmendmentIncomplete', payload: { code: 'NEEDS_EMPTY', items: ['needs'], pending: true } },
    ]);
    expect(life.state.proposals).toHaveLength(1);
    expect(life.state.agreed).toMatchObject([{ changeId: 'c1', cause: { kind: 'review', id: 'R1' } }]);
    expect(() => life.does({ type: 'ProposeVersion', content: { personsView: 'in my garden' } })).toThrow(
      'REASON_REQUIRED',
    );
    proposes(life, { content: { personsView: 'in my garden' } });
    expect(last(life)?.content).toEqual({ ...content, personsView: 'in my garden' });
  });

  it('R4: what was agreed and lacked something else stands in the proposal that has it', () => {
    const life = started();
    const two = { needId: 'n2', eligible: true, assessmentId: 'A' };
    const [need] = content['needs'] as readonly JsonObject[];
    review(life, 'R1', { changeId: 'c1', itemId: 'needs', to: [need ?? {}, two] }, agreed('c2'));
    expect(last(life)?.proposalNo).toBe(1);
    life.facts = { ...life.facts, assessments: [{ assessmentId: 'A', needIds: ['n1', 'n2'] }] };
    life.does({ type: 'ProposeVersion' });
    expect(last(life)).toMatchObject({
      content: { needs: [{ needId: 'n1' }, { needId: 'n2' }], ...a1({ when: 'daily 09:00' }) },
      cause: { kind: 'review', id: 'R1' },
      changes: [{ changeId: 'c1' }, { changeId: 'c2' }],
    });
    life.on(1).published();
    expect(life.state.agreed).toEqual([]);
  });

  it('R4: what is agreed of a plan without a version is a task too', () => {
    expect(review(new Life(), 'R1', agreed('c1'))).toMatchObject([
      { type: 'AmendmentIncomplete', payload: { code: 'NO_VERSION_IN_FORCE' } },
    ]);
  });

  it('R5: a change that hits nothing is an event of its own; those beside it are proposed', () => {
    const life = started();
    const events = review(life, 'R1', agreed('c1'), agreed('c2', { itemId: 'a99' }), { changeId: 'c3', itemId: 'a2' });
    expect(events).toMatchObject([
      {
        type: 'AmendmentIncomplete',
        payload: { code: 'REFERENCE_NOT_FOUND', items: ['a99'], changes: [{ changeId: 'c2' }] },
      },
      { type: 'AmendmentIncomplete', payload: { code: 'CHANGES_REQUIRED', changes: [{ changeId: 'c3' }] } },
      { type: 'PlanVersionProposed', payload: { changes: [{ changeId: 'c1' }] } },
    ]);
    expect(life.state.agreed).toEqual([]);
  });

  it('R5: an item is added, replaced and removed', () => {
    const life = started();
    review(
      life,
      'R1',
      { changeId: 'c1', op: 'add', section: 'goals', itemId: 'g9', to: { goalId: 'g9', statement: 'cook' } },
      { changeId: 'c2', op: 'remove', itemId: 'a2' },
      { changeId: 'c3', itemId: 'a1', to: { what: 'wash', when: 'evening' } },
    );
    expect(last(life)?.content).toMatchObject({
      goals: [{ goalId: 'g9', statement: 'cook' }],
      actions: [{ actionId: 'a1', what: 'wash', when: 'evening' }],
    });
  });
});

describe('while a version is upcoming', () => {
  const upcoming = (): Life =>
    started()
      .on(10)
      .amends(a1({ when: 'daily 10:00' }), 20)
      .on(12);

  it('R10: what takes effect on its day or after starts from it', () => {
    const life = upcoming();
    expect(() => proposes(life, { content: { personsView: 'in my garden' }, effectiveFrom: date(20) })).toThrow(
      'STATE_CONFLICT',
    );
    proposes(life, { content: { personsView: 'in my garden' }, effectiveFrom: date(21) });
    expect(last(life)).toMatchObject({
      basedOnVersion: 2,
      content: { ...a1({ when: 'daily 10:00' }), personsView: 'in my garden' },
    });
    expect(last(life)).not.toHaveProperty('notCarried');
  });

  it('R10: what takes effect before starts from the version in force, and says what it does not carry', () => {
    const life = upcoming();
    proposes(life, { content: a1({ how: 'two carers' }), effectiveFrom: date(15) });
    expect(last(life)).toMatchObject({
      basedOnVersion: 1,
      content: a1({ how: 'two carers' }),
      notCarried: [
        {
          versionNo: 2,
          effectiveFrom: `${date(20)}T00:00:00.000Z`,
          changes: [{ section: 'actions', itemId: 'a1', field: 'when', from: 'daily 08:00', to: 'daily 10:00' }],
        },
      ],
    });
  });

  it('R10: exactly those changes are proposed on top once it is published, from their own day, and hold then', () => {
    const life = upcoming();
    life.amends(a1({ how: 'two carers' }));
    const [postponed] = last(life)?.notCarried ?? [];
    expect(life.state.versions[1]?.overtaken).toEqual({ by: 3, at: day(12) });
    const changes = postponed?.changes ?? [];
    const effectiveFrom = postponed?.effectiveFrom ?? '';
    life.does({ type: 'ProposeAgreedChanges', cause: { kind: 'overtaken' }, changes, effectiveFrom }, 'SY');
    expect(last(life)).toMatchObject({
      basedOnVersion: 3,
      cause: { kind: 'overtaken' },
      content: a1({ how: 'two carers', when: 'daily 10:00' }),
    });
    life.on(13).published();
    expect([14, 20].map((at) => life.at(at))).toMatchObject([
      a1({ how: 'two carers' }),
      a1({ how: 'two carers', when: 'daily 10:00' }),
    ]);
  });

  it('R10: what was agreed for a later day and not signed is not brought forward by a proposal for now', () => {
    const life = upcoming();
    life.amends(a1({ how: 'two carers' }));
    const [{ changes = [], effectiveFrom = '' } = {}] = last(life)?.notCarried ?? [];
    life.does({ type: 'ProposeAgreedChanges', cause: { kind: 'overtaken' }, changes, effectiveFrom }, 'SY');
    proposes(life, { content: { personsView: 'in my garden' } });
    expect(last(life)).toMatchObject({
      content: { ...a1({ how: 'two carers' }), personsView: 'in my garden' },
      notCarried: [{ effectiveFrom, changes: [{ itemId: 'a1', field: 'when', to: 'daily 10:00' }] }],
    });
  });

  it('ENG-142: nothing is replaced word for word', () => {
    expect(() => upcoming().does({ type: 'ReplacePlan' })).toThrow(expect.objectContaining({ items: ['upcoming'] }));
  });
});

describe('the day from which a version is asked for', () => {
  it('R4: a day before the version that is amended is refused, since it can never be published', () => {
    const life = started().on(10);
    const proposing = (effectiveFrom: string): unknown =>
      proposes(life, { content: { personsView: 'x' }, effectiveFrom });
    for (const never of ['2020-01-01', date(-1)])
      expect(() => proposing(never)).toThrow(
        expect.objectContaining({ code: 'EFFECTIVE_BEFORE_CONSENT', items: ['effectiveFrom'] }),
      );
    expect(() => new Life().on(10).does({ type: 'ProposeVersion', content, effectiveFrom: date(9) })).toThrow(
      'EFFECTIVE_BEFORE_CONSENT',
    );
    expect(life.state.proposals).toHaveLength(1);
  });

  it('R4: one that has passed is refused at once, with the proposal, and can be requested anew', () => {
    const life = started().on(10);
    expect(proposes(life, { content: { personsView: 'x' }, effectiveFrom: date(9) })).toMatchObject([
      { type: 'PlanVersionProposed', payload: { proposalNo: 2 } },
      { type: 'PublicationRefused', payload: { proposalNo: 2, code: 'EFFECTIVE_BEFORE_CONSENT' } },
    ]);
    expect(life.published().state.versions).toHaveLength(1);
    expect(last(life)).toMatchObject({ state: 'proposed', refusedCode: 'EFFECTIVE_BEFORE_CONSENT' });
    expect(proposes(life, { content: { personsView: 'x' }, effectiveFrom: date(10) })).toHaveLength(1);
    life.published();
    expect(life.at(10)).toMatchObject({ personsView: 'x' });
  });
});

describe('why a plan is amended', () => {
  it('R13, ENG-141: is said, or what caused it is; a first version needs neither', () => {
    const life = new Life();
    life.does({ type: 'ProposeVersion', content });
    life.published();
    const because = (more: object): unknown => {
      const before = life.state;
      try {
        return life.does({ type: 'ProposeVersion', content: { personsView: 'in my garden' }, ...more })[0]?.type;
      } catch (error) {
        return (error as { code: string }).code;
      } finally {
        life.state = before;
      }
    };
    expect(because({})).toBe('REASON_REQUIRED');
    expect(because({ cause: { kind: 'amendment' } })).toBe('REASON_REQUIRED');
    expect(because({ cause: { kind: 'review' } })).toBe('REASON_REQUIRED');
    expect(because({ changes: [{ changeId: 'c', itemId: 'personsView' }] })).toBe('REASON_REQUIRED');
    expect(because({ reason: 'asked for' })).toBe('PlanVersionProposed');
    expect(because({ cause: { kind: 'review', id: 'R' } })).toBe('PlanVersionProposed');
    for (const kind of ['emergency', 'transfer', 'correctionOfCare', 'replacement', 'cpaLevel', 'overtaken'])
      expect(because({ cause: { kind } })).toBe('PlanVersionProposed');
    expect(because({ changes: [{ changeId: 'c', itemId: 'personsView', reason: 'asked for' }] })).toBe(
      'PlanVersionProposed',
    );
  });
});
