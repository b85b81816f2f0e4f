import fc from 'fast-check';
import { Refusal } from '@carethread/contracts';
import type { JsonObject } from '@carethread/ledger';
import { asEffectiveAt, inForceAt, versionAt } from './in-force.js';
import { changesOf, deadlinesOfPostponed } from './postponed.js';
import { startOf } from './beginning.js';
import { a1, content, date, day, type Life, midnight, overtakenInTurn, started } from './testing/life.js';

const last = (life: Life) => life.state.proposals.at(-1);
const garden = { personsView: 'in my garden' };
const review = (life: Life, id: string, to: string) =>
  life.does(
    {
      type: 'ProposeAgreedChanges',
      cause: { kind: 'review', id },
      changes: [{ changeId: `c-${id}`, itemId: 'a1', field: 'how', to }],
    },
    'SY',
  );

describe('what was agreed for a later day and is overtaken', () => {
  it('R10: is proposed day by day, each change from its own day, the next once the day before holds', () => {
    const life = overtakenInTurn();
    expect(last(life)).toMatchObject({
      effectiveFrom: midnight(10),
      basedOnVersion: 4,
      cause: { kind: 'overtaken' },
      content: { ...garden, whatMatters: 'my cat', ...a1({}) },
    });
    expect(life.state.postponed).toMatchObject([
      { effectiveFrom: midnight(10), changes: [{ itemId: 'whatMatters', to: 'my cat' }] },
      { effectiveFrom: midnight(20), changes: [{ itemId: 'a1', field: 'when', to: 'daily 10:00' }] },
    ]);
    life.on(4).published().postponed();
    expect(last(life)?.state).toBe('published');
    expect(deadlinesOfPostponed(life.state)).toMatchObject([
      { at: midnight(10), command: { type: 'ProposePostponed' } },
    ]);
    life.on(10).postponed();
    expect(last(life)).toMatchObject({ state: 'proposed', effectiveFrom: midnight(20), basedOnVersion: 5 });
    life.on(12).published().postponed();
    expect(life.state.postponed).toBeUndefined();
    expect([9, 10, 19, 20].map((at) => [life.at(at)['personsView'], life.at(at)['whatMatters'] ?? null])).toEqual([
      ['in my garden', null],
      ['in my garden', 'my cat'],
      ['in my garden', 'my cat'],
      ['in my garden', 'my cat'],
    ]);
    expect([19, 20].map((at) => life.at(at))).toMatchObject([a1({}), a1({ when: 'daily 10:00' })]);
  });

  it('R10: so is what a version built on it overtakes: in between nothing else says so', () => {
    const life = started()
      .on(1)
      .amends(a1({ when: 'daily 10:00' }), 10)
      .on(2)
      .amends({ whatMatters: 'my cat' }, 20)
      .postponed();
    expect(life.state.versions.map(({ overtaken }) => overtaken?.by ?? null)).toEqual([null, 3, null]);
    expect(last(life)).toMatchObject({
      effectiveFrom: midnight(10),
      basedOnVersion: 1,
      content: a1({ when: 'daily 10:00' }),
    });
    life.published().on(10).postponed().published();
    expect([9, 10, 20].map((at) => life.at(at))).toMatchObject([
      a1({}),
      a1({ when: 'daily 10:00' }),
      { ...a1({ when: 'daily 10:00' }), whatMatters: 'my cat' },
    ]);
    expect(life.at(19)).not.toHaveProperty('whatMatters');
  });

  it('R10: is not lost with a proposal that put it off and was refused or lapsed', () => {
    const life = started()
      .on(1)
      .amends(a1({ when: 'daily 10:00' }), 20)
      .on(2)
      .amends(garden)
      .postponed();
    expect(last(life)).toMatchObject({ effectiveFrom: midnight(20), basedOnVersion: 3 });
    life.does({ type: 'ProposeVersion', content: { whatMatters: 'my cat' }, reason: 'asked for' });
    expect(last(life)?.notCarried).toMatchObject([{ effectiveFrom: midnight(20), changes: [{ itemId: 'a1' }] }]);
    life.does({ type: 'ReturnProposal', proposalNo: 5, because: 'refused' }, 'SY');
    life.postponed();
    expect(last(life)).toMatchObject({
      proposalNo: 6,
      effectiveFrom: midnight(20),
      content: { ...garden, ...a1({ when: 'daily 10:00' }) },
    });
    expect(last(life)?.content).not.toHaveProperty('whatMatters');
  });

  it('R10: what a review agreed and a keyworker dated ahead is put off with its cause, and stands in one proposal then', () => {
    const life = started().on(1);
    review(life, 'R1', 'two carers');
    life.does({ type: 'ProposeVersion', effectiveFrom: date(10) });
    life.does({ type: 'ProposeVersion', content: garden, reason: 'asked for' });
    expect(life.state.postponed).toMatchObject([{ effectiveFrom: midnight(10), changes: [{ changeId: 'c-R1' }] }]);
    life.published().postponed();
    expect(last(life)).toMatchObject({
      effectiveFrom: midnight(10),
      changes: [{ changeId: 'c-R1', cause: { kind: 'review', id: 'R1' } }],
      causes: [{ kind: 'overtaken' }, { kind: 'review', id: 'R1' }],
    });
  });

  it('R3: what is agreed while it is to be signed is in the one proposal, with both causes', () => {
    const life = overtakenInTurn();
    review(life, 'R1', 'two carers');
    expect(last(life)).toMatchObject({
      effectiveFrom: midnight(10),
      content: { ...garden, whatMatters: 'my cat', ...a1({ how: 'two carers' }) },
      causes: [{ kind: 'review', id: 'R1' }, { kind: 'overtaken' }],
    });
    life.on(4).published();
    expect(life.state.postponed).toMatchObject([{ effectiveFrom: midnight(20) }]);
  });

  it('R10: once its day has come it stands in whatever is proposed', () => {
    const life = overtakenInTurn().on(11);
    life.does({ type: 'ProposeVersion', content: { noGoalsReason: 'not yet' } });
    expect(last(life)).toMatchObject({
      content: { whatMatters: 'my cat', noGoalsReason: 'not yet', ...a1({}) },
      cause: { kind: 'overtaken' },
      notCarried: [{ effectiveFrom: midnight(20) }],
    });
  });

  it('R10: what the person refused is a task for the plan’s lead, and let go; the next is proposed', () => {
    const life = overtakenInTurn();
    expect(life.does({ type: 'ReturnProposal', proposalNo: 5, because: 'refused' }, 'SY')).toMatchObject([
      { type: 'ProposalReturned' },
      {
        type: 'AmendmentIncomplete',
        payload: { code: 'CONSENT_REQUIRED', items: ['whatMatters'], changes: [{ to: 'my cat' }] },
      },
    ]);
    life.postponed();
    expect(last(life)).toMatchObject({ effectiveFrom: midnight(20), content: a1({ when: 'daily 10:00' }) });
    expect(last(life)?.content).not.toHaveProperty('whatMatters');
  });

  it('R10: what nobody signed in time is a task, not proposed again by itself, and stands in the next proposal for its day', () => {
    const life = overtakenInTurn();
    const events = life.does({ type: 'ReturnProposal', proposalNo: 5, because: 'lapsed' }, 'SY');
    expect(events[1]).toMatchObject({ payload: { code: 'SIGNATURE_MISSING', pending: true } });
    expect(life.state.postponed?.map(({ tried }) => tried)).toEqual([true, undefined]);
    life.postponed();
    expect(last(life)).toMatchObject({ effectiveFrom: midnight(20), content: { whatMatters: 'my cat' } });
    life.published();
    expect(life.state.postponed).toMatchObject([{ effectiveFrom: midnight(10) }]);
    expect(life.state.postponed?.[0]).not.toHaveProperty('tried');
  });

  it('R4: what a review agreed and nobody signed in time stands in the next proposal too', () => {
    const life = started().on(1);
    review(life, 'R1', 'two carers');
    life.does({ type: 'ReturnProposal', proposalNo: 2, because: 'lapsed' }, 'SY');
    expect(life.state.agreed).toMatchObject([{ changeId: 'c-R1', cause: { kind: 'review', id: 'R1' } }]);
    life.does({ type: 'ProposeVersion', content: garden });
    expect(last(life)?.content).toMatchObject({ ...garden, ...a1({ how: 'two carers' }) });
  });

  it('R1: undoes no fact that was set right since; the plan’s lead gets a task', () => {
    const nuts = { id: 'l2', name: 'nuts' };
    const latex = { id: 'l1', name: 'latex' };
    const life = started()
      .on(1)
      .amends({ allergies: [latex, { name: 'nuts' }] }, 20)
      .on(2)
      .amends(garden)
      .corrects('allergies', [latex, nuts, { id: 'l3', name: 'penicillin' }], 1, [3]);
    expect(life.does({ type: 'ProposePostponed' }, 'SY')).toMatchObject([
      { type: 'AmendmentIncomplete', payload: { code: 'STALE_VERSION', items: ['allergies'] } },
    ]);
    expect(life.state.postponed).toBeUndefined();
  });

  it('R38: nothing falls due of a plan that was closed', () => {
    const life = overtakenInTurn();
    life.does({ type: 'ReturnProposal', proposalNo: 5, because: 'lapsed' }, 'SY');
    expect(deadlinesOfPostponed(life.state)).toHaveLength(1);
    const { facts } = life;
    life.facts = { ...facts, deceased: true };
    life.does({ type: 'ClosePlan', reason: 'deceased' });
    life.facts = facts;
    expect(deadlinesOfPostponed(life.state)).toEqual([]);
    expect(life.does({ type: 'ProposePostponed' }, 'SY')).toEqual([]);
  });
});

describe('orders of agreeing, overtaking, refusing and signing', () => {
  type Step = readonly ['agree' | 'review' | 'sign' | 'refuse' | 'lapse' | 'wait', number];
  const steps: fc.Arbitrary<readonly Step[]> = fc.array(
    fc.tuple(
      fc.constantFrom('agree', 'agree', 'review', 'sign', 'sign', 'sign', 'refuse', 'lapse', 'wait'),
      fc.nat(18),
    ),
    { maxLength: 24 },
  );

  /** Every change is a goal of its own: what was signed, for which day, and whether somebody was told that it cannot be. */
  class Interpreter {
    readonly life = started();
    readonly agreed = new Map<string, number>();
    readonly reported = new Set<string>();
    /** The day for which each was asked. */
    readonly #wanted = new Map<string, number>();
    #made = 0;

    step([what, number]: Step): void {
      const { life } = this;
      if (what === 'wait') life.on(life.now + Math.ceil(number / 4));
      else if (what === 'sign') this.sign();
      else if (what === 'agree' || what === 'review') this.#propose(what, number);
      else if (last(life)?.state === 'proposed')
        this.#does(() =>
          life.does(
            {
              type: 'ReturnProposal',
              proposalNo: last(life)?.proposalNo ?? 0,
              because: what === 'refuse' ? 'refused' : 'lapsed',
            },
            'SY',
          ),
        );
      this.#does(() => life.does({ type: 'ProposePostponed' }, 'SY'));
    }

    sign(): void {
      const open = last(this.life);
      if (open?.state !== 'proposed') return;
      this.life.published();
      if (last(this.life)?.state !== 'published') return;
      const version = this.life.state.versions.at(-1);
      if (version === undefined) return;
      for (const id of goalsOf(asEffectiveAt(this.life.state, version, version.effectiveFrom).content))
        if (!this.agreed.has(id)) this.agreed.set(id, Math.max(numberOf(version.effectiveFrom), this.life.now));
    }

    #propose(what: 'agree' | 'review', number: number): void {
      const { life } = this;
      const id = `g${(this.#made += 1)}`;
      const goal = { goalId: id, statement: id };
      // A few agreements for now, the others for a later day.
      const ahead = what === 'agree' && number > 3 ? number : 0;
      const effectiveFrom = ahead === 0 ? undefined : date(life.now + ahead);
      this.#wanted.set(id, life.now + ahead);
      const start = startOf(effectiveFrom, life.state, day(life.now));
      const held = start === undefined ? content : asEffectiveAt(life.state, start, start.effectiveFrom).content;
      this.#does(() =>
        what === 'review'
          ? life.does(
              {
                type: 'ProposeAgreedChanges',
                cause: { kind: 'review', id },
                changes: [{ changeId: id, op: 'add', section: 'goals', itemId: id, to: goal }],
              },
              'SY',
            )
          : life.does({
              type: 'ProposeVersion',
              reason: 'asked for',
              content: { goals: [...((held['goals'] ?? []) as readonly JsonObject[]), goal] },
              ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
            }),
      );
    }

    #does(act: () => readonly { readonly type: string; readonly payload: object }[]): void {
      try {
        for (const { type, payload } of act())
          if (type === 'AmendmentIncomplete' && !('pending' in payload))
            for (const { itemId } of (payload as { changes: readonly { itemId: string }[] }).changes)
              this.reported.add(itemId);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }

    /** What was agreed and neither holds from its day nor is kept for it; and what holds before its day. */
    get wrong(): readonly string[] {
      const { state, now } = this.life;
      const kept = changesOf(state.postponed ?? []).map(({ itemId }) => itemId);
      return [...this.agreed].flatMap(([id, from]) => {
        const at = Math.max(from, now);
        const holds = goalsOf(inForceAt(state, at === now ? day(now) : midnight(at))?.content ?? {}).includes(id);
        const wanted = this.#wanted.get(id) ?? now;
        const early = wanted > now && goalsOf(inForceAt(state, day(wanted - 1))?.content ?? {}).includes(id);
        return (holds || kept.includes(id) || this.reported.has(id)) && !early ? [] : [`${id} for ${from} on ${now}`];
      });
    }
  }

  const numberOf = (at: string): number => Math.round((Date.parse(at) - Date.parse(midnight(0))) / 86_400_000 - 0.4);
  const goalsOf = (says: JsonObject): readonly string[] =>
    ((says['goals'] ?? []) as readonly JsonObject[]).map(({ goalId }) => String(goalId));

  it('R10: nothing that was agreed vanishes, nothing holds before its day, and all of it holds once it is signed', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const interpreter = new Interpreter();
        for (const step of all) {
          interpreter.step(step);
          expect([interpreter.wrong, all]).toEqual([[], all]);
        }
        for (let days = 0; days < 60; days++) {
          interpreter.sign();
          interpreter.step(['wait', 4]);
          // What lapsed stands in what the keyworker proposes next.
          if (days === 30) interpreter.step(['agree', 0]);
        }
        const { state, now } = interpreter.life;
        const holds = goalsOf(inForceAt(state, day(now))?.content ?? {});
        expect(
          [...interpreter.agreed.keys()].filter((id) => !holds.includes(id) && !interpreter.reported.has(id)),
        ).toEqual([]);
        expect(versionAt(state, day(now))).toBeDefined();
      }),
      { numRuns: 200 },
    );
  });
});
