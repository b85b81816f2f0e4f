import fc from 'fast-check';
import { Refusal } from '@carethread/contracts';
import type { Json, JsonObject } from '@carethread/ledger';
import type { PlanEvent } from './events.js';
import { a1, content, date, Life, started } from './testing/life.js';

const proposes = (life: Life, written: object, more: object = {}): readonly PlanEvent[] =>
  life.does({ type: 'ProposeVersion', content: written as JsonObject, reason: 'asked for', ...more });
const last = (life: Life) => life.state.proposals.at(-1);
const incompleteIn = (events: readonly PlanEvent[]): readonly unknown[] =>
  events.flatMap(({ type, payload }) => (type === 'AmendmentIncomplete' ? [payload] : []));
const goals = (...ids: readonly string[]): JsonObject => ({
  goals: ids.map((goalId) => ({ goalId, statement: `cook ${goalId}` })),
});
const walk = { actionId: 'a3', what: 'walk', when: 'evening' };
const actions = (more: object, ...others: readonly JsonObject[]): JsonObject => ({
  actions: [...(a1(more)['actions'] as readonly JsonObject[]), ...others],
});

describe('what a keyworker proposes twice before a signature', () => {
  it('R3: is in one proposal', () => {
    const life = started().on(1);
    proposes(life, a1({ when: 'daily 10:00' }));
    proposes(life, goals('g1'));
    expect(last(life)?.content).toEqual({ ...content, ...a1({ when: 'daily 10:00' }), ...goals('g1') });
    expect(last(life)).not.toHaveProperty('overridden');
    life.published();
    expect(life.at(1)).toMatchObject({ ...a1({ when: 'daily 10:00' }), ...goals('g1') });
  });

  it('R3: so is another item of the section that the second states', () => {
    const life = started().on(1);
    proposes(life, actions({ when: 'daily 10:00' }, walk));
    proposes(life, {
      actions: [
        { actionId: 'a1', what: 'wash', when: 'daily 08:00', how: 'alone' },
        { actionId: 'a2', what: 'meals', when: 'one o’clock' },
      ],
    });
    expect(last(life)?.content['actions']).toEqual([
      { actionId: 'a1', what: 'wash', when: 'daily 10:00', how: 'alone' },
      { actionId: 'a2', what: 'meals', when: 'one o’clock' },
      walk,
    ]);
  });

  it('R3: where both change one item the later words hold, and the answer names what they override', () => {
    const life = started().on(1);
    proposes(life, { ...a1({ when: 'daily 10:00' }), whatMatters: 'my cat' });
    proposes(life, a1({ how: 'two carers' }));
    expect(last(life)?.content).toEqual({ ...content, ...a1({ how: 'two carers' }), whatMatters: 'my cat' });
    expect(last(life)?.overridden).toEqual([
      {
        changeId: expect.any(String),
        section: 'actions',
        itemId: 'a1',
        field: 'when',
        from: 'daily 08:00',
        to: 'daily 10:00',
      },
    ]);
  });

  it('R3: what the second removes is removed, and named', () => {
    const life = started().on(1);
    const [first] = a1({})['actions'] as readonly JsonObject[];
    proposes(life, {
      actions: [first ?? {}, { actionId: 'a2', what: 'meals', when: 'one o’clock' }],
    });
    proposes(life, { actions: [first ?? {}] });
    expect(last(life)?.content['actions']).toEqual([first]);
    expect(last(life)?.overridden).toMatchObject([{ itemId: 'a2', field: 'when', to: 'one o’clock' }]);
  });

  it('R3: the draft, proposed after content, holds both; what was drafted otherwise since is as it is drafted', () => {
    const life = started().on(1);
    life.does({ type: 'SaveDraft', content: { whatMatters: 'my cat' } });
    life.does({ type: 'ProposeVersion', reason: 'asked for' });
    proposes(life, goals('g1'));
    life.does({ type: 'SaveDraft', content: { whatMatters: 'my dog' } });
    life.does({ type: 'ProposeVersion', reason: 'asked for' });
    expect(last(life)?.content).toEqual({ ...content, ...goals('g1'), whatMatters: 'my dog' });
    life.does({ type: 'SaveDraft', content: a1({ when: 'daily 10:00' }) });
    life.does({ type: 'ProposeVersion', reason: 'asked for' });
    life.does({ type: 'SaveDraft', content: a1({}) });
    life.does({ type: 'ProposeVersion', reason: 'asked for' });
    expect(last(life)?.content).toEqual({ ...content, ...goals('g1'), whatMatters: 'my dog' });
  });

  it('R3: of a first version the sections that the second does not state stay; one that it states is as it states it', () => {
    const life = new Life();
    proposes(life, { ...content, ...goals('g1', 'g2'), whatMatters: 'my cat' });
    const { personsView: _, whatMatters: __, ...others } = content;
    proposes(life, { ...others, ...goals('g1') });
    expect(last(life)?.content).toEqual({ ...content, ...goals('g1'), whatMatters: 'my cat' });
    expect(last(life)?.overridden).toMatchObject([{ op: 'add', section: 'goals', itemId: 'g2' }]);
  });

  it('R3, R25: has the reasons, the causes and the risks of both', () => {
    const life = started().on(1);
    const risk = { id: 'risk', version: 1 };
    proposes(life, a1({ when: 'daily 10:00' }), {
      cause: { kind: 'review', id: 'R1' },
      changes: [{ changeId: 'c1', itemId: 'a1', field: 'when' }],
      riskRefs: [risk],
    });
    proposes(life, goals('g1'), { reason: 'wants to cook' });
    expect(last(life)).toMatchObject({
      cause: { kind: 'amendment' },
      causes: [{ kind: 'amendment' }, { kind: 'review', id: 'R1' }],
      changes: [{ changeId: 'c1' }],
      reason: 'asked for; wants to cook',
      riskRefs: [risk],
    });
    proposes(life, { whatMatters: 'my cat' }, { reason: 'wants to cook' });
    expect(last(life)?.reason).toBe('asked for; wants to cook');
    const change = { changeId: 'r2', itemId: 'a2', field: 'when', to: 'one o’clock' };
    life.does({ type: 'ProposeAgreedChanges', cause: { kind: 'review', id: 'R2' }, changes: [change] }, 'SY');
    expect(last(life)).toMatchObject({
      causes: [
        { kind: 'review', id: 'R2' },
        { kind: 'review', id: 'R1' },
      ],
      reason: 'asked for; wants to cook',
      riskRefs: [risk],
    });
  });

  it('R3: is gone with a proposal that was refused', () => {
    const life = started().on(1);
    proposes(life, a1({ when: 'daily 10:00' }));
    life.does({ type: 'ReturnProposal', proposalNo: 2, because: 'refused' }, 'SY');
    proposes(life, goals('g1'));
    expect(last(life)?.content).toEqual({ ...content, ...goals('g1') });
  });

  it('R1, R3: a fact that was set right in between is a task where the first proposal says otherwise', () => {
    const life = started().on(1);
    proposes(life, { profile: { penPicture: 'a baker', occupation: 'Prof A' } });
    life.corrects('profile.occupation', 'Dr B', 1, [1]);
    expect(incompleteIn(proposes(life, goals('g1')))).toMatchObject([
      { code: 'STALE_VERSION', items: ['profile.occupation'], changes: [{ to: 'Dr B' }] },
    ]);
    expect(last(life)?.content['profile']).toMatchObject({ occupation: 'Prof A' });
    expect(incompleteIn(proposes(life, { whatMatters: 'my cat' }))).toEqual([]);
  });
});

describe('what a keyworker proposes for now while something is proposed for a later day', () => {
  it('R10: puts that off to its own day, and says so', () => {
    const life = started().on(1);
    proposes(life, a1({ when: 'daily 10:00' }), { effectiveFrom: date(10), reason: 'from the 15th' });
    proposes(life, goals('g1'));
    expect(last(life)?.content).toEqual({ ...content, ...goals('g1') });
    expect(last(life)?.notCarried).toMatchObject([
      {
        effectiveFrom: `${date(10)}T00:00:00.000Z`,
        changes: [{ section: 'actions', itemId: 'a1', field: 'when', to: 'daily 10:00', reason: 'from the 15th' }],
      },
    ]);
    life.published().postponed();
    expect(last(life)).toMatchObject({
      state: 'proposed',
      content: { ...a1({ when: 'daily 10:00' }), ...goals('g1') },
    });
    life.published();
    expect([9, 10].map((at) => life.at(at))).toMatchObject([a1({}), a1({ when: 'daily 10:00' })]);
  });

  it('R10: so does a review', () => {
    const life = started().on(1);
    proposes(life, a1({ when: 'daily 10:00' }), { effectiveFrom: date(10) });
    const change = { changeId: 'r2', itemId: 'a2', field: 'when', to: 'one o’clock' };
    life.does({ type: 'ProposeAgreedChanges', cause: { kind: 'review', id: 'R2' }, changes: [change] }, 'SY');
    life.published().postponed().on(10).published();
    expect(life.at(10)).toMatchObject({
      actions: [
        { actionId: 'a1', when: 'daily 10:00' },
        { actionId: 'a2', when: 'one o’clock' },
      ],
    });
  });

  it('R10: what the second changes itself is not put off, but named', () => {
    const life = started().on(1);
    proposes(life, { ...a1({ when: 'daily 10:00' }), whatMatters: 'my cat' }, { effectiveFrom: date(10) });
    proposes(life, a1({ when: 'daily 09:00' }));
    expect(last(life)).toMatchObject({
      notCarried: [{ changes: [{ itemId: 'whatMatters', to: 'my cat' }] }],
      overridden: [{ itemId: 'a1', field: 'when', to: 'daily 10:00' }],
    });
  });

  it('R3: a first version is one, whatever its day', () => {
    const life = new Life();
    proposes(life, { ...content, whatMatters: 'my cat' }, { effectiveFrom: date(10) });
    proposes(life, goals('g1'));
    expect(last(life)?.content).toEqual({ ...content, ...goals('g1'), whatMatters: 'my cat' });
    expect(last(life)).not.toHaveProperty('notCarried');
  });
});

describe('proposals in any order before a signature', () => {
  type Step = readonly ['content' | 'draft' | 'review', number, number];
  const steps: fc.Arbitrary<readonly Step[]> = fc.array(
    fc.tuple(fc.constantFrom('content', 'content', 'draft', 'review'), fc.nat(5), fc.constantFrom(0, 0, 0, 5)),
    { minLength: 1, maxLength: 12 },
  );
  const places = ['a1', 'a2', 'g1', 'g2', 'personsView', 'whatMatters'] as const;
  const base: JsonObject = { ...content, ...goals('g1', 'g2'), whatMatters: 'my cat' };
  const ids = { goals: 'goalId', actions: 'actionId' } as const;
  /** What the plan says in a place: the words of whoever wrote there last. */
  const wordsAt = (says: JsonObject, place: string): Json => {
    if (place === 'personsView' || place === 'whatMatters') return says[place] ?? null;
    const section = place.startsWith('a') ? 'actions' : 'goals';
    const item = ((says[section] ?? []) as readonly JsonObject[]).find((one) => one[ids[section]] === place);
    return item?.[section === 'actions' ? 'how' : 'statement'] ?? null;
  };
  const writes = (place: string, words: string, from: JsonObject = base): JsonObject => {
    if (place === 'personsView' || place === 'whatMatters') return { [place]: words };
    const section = place.startsWith('a') ? 'actions' : 'goals';
    const field = section === 'actions' ? 'how' : 'statement';
    return {
      [section]: ((from[section] ?? base[section]) as readonly JsonObject[]).map((one) =>
        one[ids[section]] === place ? { ...one, [field]: words } : one,
      ),
    };
  };

  it('R3: every word stands in the last of them, or is put off, overridden by a later one, or was refused', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const life = new Life().amends(base).on(1);
        const said = new Map<string, string>();
        for (const [index, [how, number, ahead]] of all.entries()) {
          const place = places[number] ?? 'a1';
          const words = `words ${index}.`;
          const dated = ahead === 0 ? {} : { effectiveFrom: date(1 + ahead) };
          try {
            if (how === 'review') {
              const isItem = place.length === 2;
              const field = isItem ? { field: place.startsWith('a') ? 'how' : 'statement' } : {};
              const changes = [{ changeId: words, itemId: place, ...field, to: words }];
              life.does({ type: 'ProposeAgreedChanges', cause: { kind: 'review', id: words }, changes }, 'SY');
            } else if (how === 'draft') {
              life.does({ type: 'SaveDraft', content: writes(place, words, life.state.draft) });
              life.does({ type: 'ProposeVersion', reason: 'r', ...dated });
            } else life.does({ type: 'ProposeVersion', content: writes(place, words), reason: 'r', ...dated });
            said.set(place, words);
            // The draft says everything that it changes.
            if (how === 'draft')
              for (const one of places) {
                const drafted = wordsAt(life.state.draft, one);
                if (typeof drafted === 'string' && drafted !== wordsAt(base, one)) said.set(one, drafted);
              }
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
          }
          const open = last(life);
          const postponed = (life.state.postponed ?? []).flatMap(({ changes }) => changes);
          for (const [at, wrote] of said) {
            const isPostponed = postponed.some(({ to }) => JSON.stringify(to).includes(wrote));
            expect([isPostponed || wordsAt(open?.content ?? {}, at) === wrote, at, wrote, all]).toEqual([
              true,
              at,
              wrote,
              all,
            ]);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
