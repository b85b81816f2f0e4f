import { evolveWith } from '@carethread/event-sourcing';
import { Refusal } from '@carethread/contracts';
import { contentHash, type Json, type JsonObject } from '@carethread/ledger';
import fc from 'fast-check';
import { carePlan } from './decider.js';
import type { PlanState } from './state.js';
import { asEffectiveAt, inForceAt, standingOf, versionAt } from './in-force.js';
import { issuesOf } from './issues.js';
import { a1, content, date, day, started, type Kept, type Life } from './testing/life.js';

describe('which version is in force', () => {
  it('R10: a version agreed for a later day is overtaken by one that is published before it begins', () => {
    const life = started()
      .on(10)
      .amends(a1({ when: 'daily 10:00' }), 20)
      .on(12)
      .amends(a1({ how: 'two carers' }));
    expect(versionAt(life.state, day(21))?.versionNo).toBe(3);
    expect(life.state.versions.map((version) => standingOf(life.state, version, day(21)))).toEqual([
      'superseded',
      'overtaken',
      'inForce',
    ]);
    expect(
      life.events.filter(({ type }) => type === 'PlanVersionSuperseded').map(({ payload }) => payload),
    ).toMatchObject([
      { versionNo: 1, supersededBy: 2, supersededAt: `${date(20)}T00:00:00.000Z` },
      { versionNo: 2, supersededBy: 3, supersededAt: day(12), overtaken: true },
      { versionNo: 1, supersededBy: 3, supersededAt: day(12) },
    ]);
    expect(life.events.findLast(({ type }) => type === 'PlanVersionPublished')?.payload).toMatchObject({
      versionNo: 3,
      supersedesVersionNo: 1,
    });
  });

  it('R10: one that has begun is superseded from the day of the next, and holds until then', () => {
    const life = started()
      .on(10)
      .amends(a1({ when: 'daily 10:00' }), 20)
      .on(21)
      .amends(a1({ when: 'daily 11:00' }), 25);
    expect([19, 20, 24, 25].map((at) => versionAt(life.state, day(at))?.versionNo)).toEqual([1, 2, 2, 3]);
  });

  it('R10: an overtaken version is still read as in force by those who ask what was known before', () => {
    const life = started()
      .on(10)
      .amends(a1({ when: 'daily 10:00' }), 20)
      .on(12);
    const known = life.state;
    life.amends(a1({ how: 'two carers' }));
    expect(inForceAt(known, day(21))?.versionNo).toBe(2);
    expect(inForceAt(life.state, day(21))?.versionNo).toBe(3);
  });
});

describe('corrections', () => {
  const penicillin = [{ id: 'l2', name: 'penicillin' }];
  const nuts = [{ id: 'l3', name: 'nuts' }];

  it('R11: the one effective later holds, whichever was recorded first; of one instant the one recorded later', () => {
    const life = started().on(20).corrects('allergies', penicillin, 15, [1]).on(21).corrects('allergies', nuts, 5, [1]);
    expect([4, 10, 15, 30].map((at) => life.at(at)['allergies'])).toEqual([
      content['allergies'],
      nuts,
      penicillin,
      penicillin,
    ]);
    life.on(22).corrects('allergies', [], 15, [1]);
    expect(life.at(15)['allergies']).toEqual([]);
  });

  it('R11: an issue number names one content, by its hash: what the second correction alone gives is not issue 2', () => {
    const life = started().on(20).corrects('allergies', penicillin, 15, [1]).on(21).corrects('allergies', nuts, 5, [1]);
    const [version] = life.state.versions;
    if (version === undefined) throw new Error('no version');
    const issues = issuesOf(life.state, version);
    expect(issues.map(({ issueNo, content: { allergies } }) => [issueNo, allergies])).toEqual([
      [1, content['allergies']],
      [2, penicillin],
      [3, nuts],
    ]);
    for (const { contentHash: hash, content: says, salts } of issues) expect(contentHash(says, salts)).toBe(hash);
    expect([4, 10, 16].map((at) => asEffectiveAt(life.state, version, day(at)).issueNo)).toEqual([1, 3, 2]);
  });

  it('R11: one that is recorded brings an issue for each content that it gives, in the order of their effect', () => {
    const life = started()
      .on(20)
      .corrects('allergies', penicillin, 15, [1])
      .on(21)
      .corrects('profile.occupation', 'Dr B', 5, [1]);
    expect(life.events.findLast(({ type }) => type === 'PlanCorrectionRecorded')?.payload['issues']).toMatchObject([
      { versionNo: 1, issueNo: 3 },
      { versionNo: 1, issueNo: 4 },
    ]);
    expect([10, 16].map((at) => inForceAt(life.state, day(at))?.issueNo)).toEqual([3, 4]);
    expect(life.at(16)).toMatchObject({
      allergies: penicillin,
      profile: { occupation: 'Dr B', penPicture: 'a baker' },
    });
  });

  it('R11: `from` is the value that is corrected, at the instant from which it is', () => {
    const life = started().on(20).corrects('allergies', penicillin, 15, [1]).on(21).corrects('allergies', nuts, 5, [1]);
    life.on(22).corrects('allergies', [], 16, [1]);
    const from = life.events
      .filter(({ type }) => type === 'PlanCorrectionRecorded')
      .map(({ payload }) => payload['from']);
    expect(from).toEqual([content['allergies'], content['allergies'], penicillin]);
    expect(() => life.corrects('profile.occupation', 'Dr B', 16, [1], { from: 'Dr Z' })).toThrow('STALE_VERSION');
  });

  it('R11: a list is replaced unless one item is added; one item of it is set right by its id', () => {
    const life = started().on(20).corrects('allergies', penicillin, 15, [1]);
    life.corrects('allergies', nuts[0] ?? null, 16, [1], { op: 'add' });
    life.corrects('allergies.l3.name', 'peanuts', 17, [1]).corrects('allergies.l2', { name: 'amoxicillin' }, 18, [1]);
    expect([15, 16, 17, 18].map((at) => life.at(at)['allergies'])).toEqual([
      penicillin,
      [...penicillin, ...nuts],
      [...penicillin, { id: 'l3', name: 'peanuts' }],
      [
        { id: 'l2', name: 'amoxicillin' },
        { id: 'l3', name: 'peanuts' },
      ],
    ]);
  });

  it.each<[string, Json, string, object?]>([
    ['profile.whatMatters', 'tea', 'CORRECTION_CHANGES_CARE'],
    ['profile', { penPicture: 'x', whatMatters: 'tea' }, 'CORRECTION_CHANGES_CARE'],
    ['profile.howBestToSupport', 'slowly', 'CORRECTION_CHANGES_CARE'],
    ['profile.no such member', 'x', 'MALFORMED'],
    ['allergies.l1.noSuchMember', 'x', 'MALFORMED'],
    ['goals', [], 'CORRECTION_CHANGES_CARE'],
    ['actions.a1.when', 'noon', 'CORRECTION_CHANGES_CARE'],
    ['allergies', 'none', 'MALFORMED'],
    ['allergies', ['nuts'], 'MALFORMED'],
    ['allergies', [{}], 'MALFORMED'],
    ['allergies', [{ id: 'l9', nam: 'nuts' }], 'MALFORMED'],
    ['conditions', [{ name: 'asthma', diagnosedOn: 'soon' }], 'MALFORMED'],
    ['allergies', { id: 'l9', name: 'nuts' }, 'MALFORMED'],
    [
      'allergies',
      [
        { id: 'l9', name: 'a' },
        { id: 'l9', name: 'b' },
      ],
      'MALFORMED',
    ],
    ['allergies', 'nuts', 'MALFORMED', { op: 'add' }],
    ['allergies', { id: 'l1', name: 'latex' }, 'STATE_CONFLICT', { op: 'add' }],
    ['profile', 'only a text', 'MALFORMED'],
    ['profile.occupation', { name: 'Dr B' }, 'MALFORMED'],
    ['profile.occupation', 'Dr B', 'MALFORMED', { op: 'add' }],
    ['allergies.l9', { name: 'nuts' }, 'REFERENCE_NOT_FOUND'],
    ['allergies.l9.name', 'nuts', 'REFERENCE_NOT_FOUND'],
    ['allergies.l1', 'nuts', 'MALFORMED'],
    ['allergies.l1', { id: 'l7', name: 'nuts' }, 'MALFORMED'],
    ['allergies.l1.id', 'l7', 'MALFORMED'],
    ['allergies.l1.name', 'latex', 'STATE_CONFLICT'],
    ['name', 'Synthetic Person', 'REFERENCE_NOT_FOUND'],
  ])('R12: %s is not set right to %j: %s', (field, to, code, more = {}) => {
    expect(() => started().on(20).corrects(field, to, 15, [1], more)).toThrow(code);
  });

  it('R1: carry forward into the next version with their ids, and stay in order there', () => {
    const life = started()
      .on(20)
      .corrects('allergies', penicillin, 15, [1])
      .on(21)
      .amends(a1({ when: 'daily 09:00' }));
    expect(life.at(21)).toMatchObject({ allergies: penicillin, ...a1({ when: 'daily 09:00' }) });
    const [id] = life.state.corrections.map(({ correctionId }) => correctionId);
    expect(life.state.versions.map(({ correctionIds }) => correctionIds)).toEqual([[], [id]]);
    // An older fact that is learnt later does not undo the younger one, in either version.
    life.on(22).corrects('allergies', nuts, 5, [1, 2]);
    expect(life.at(22)['allergies']).toEqual(penicillin);
  });

  it('R1: what a correction replaced does not come back by being written once more', () => {
    const life = started().on(20).corrects('allergies', penicillin, 15, [1]);
    life.on(21).amends({ ...content, ...a1({ when: 'daily 09:00' }) });
    life.on(22).amends({ ...content, ...a1({ when: 'daily 07:00' }) });
    life.does({ type: 'SaveDraft', content });
    life.does({ type: 'ProposeVersion', reason: 'as before' });
    life.published();
    expect(life.at(22)).toMatchObject({ allergies: penicillin, ...a1({}) });
    expect(life.state.draft['allergies']).toEqual(penicillin);
  });

  it('R1: a correction made while a version is signed, or is upcoming, is in that version too', () => {
    const life = started().on(10);
    life.does({ type: 'ProposeVersion', content: a1({ when: 'daily 09:00' }), reason: 'r', effectiveFrom: date(20) });
    life.on(11).corrects('allergies', penicillin, 11, [1]).on(12).published();
    const [first] = life.state.corrections.map(({ correctionId }) => correctionId);
    expect(life.at(21)).toMatchObject({ allergies: penicillin, ...a1({ when: 'daily 09:00' }) });
    expect(
      life.state.corrections.map(({ correctionId, appliesToVersions }) => [correctionId, appliesToVersions]),
    ).toEqual([
      [first, [1]],
      [first, [2]],
    ]);
    life.on(13).corrects('profile.occupation', 'Dr B', 13, [1]);
    expect([14, 21].map((at) => life.at(at)['profile'])).toEqual([
      { penPicture: 'a baker', occupation: 'Dr B' },
      { penPicture: 'a baker', occupation: 'Dr B' },
    ]);
  });

  it('R1: a correction of a superseded version changes that one alone; its issues are read for ever', () => {
    const life = started()
      .on(10)
      .amends(a1({ when: 'daily 09:00' }))
      .on(20)
      .corrects('allergies', penicillin, 2, [1]);
    expect([5, 15].map((at) => life.at(at)['allergies'])).toEqual([penicillin, content['allergies']]);
  });
});

describe('what is in force, of any plan at any instant', () => {
  type Step =
    | { readonly kind: 'pass'; readonly days: number }
    | { readonly kind: 'draft' | 'propose' | 'publish'; readonly pick: number; readonly ahead: number }
    | { readonly kind: 'correct'; readonly pick: number; readonly ago: number; readonly versions: number };
  type Correcting = Extract<Step, { kind: 'correct' }>;
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ kind: fc.constant('pass' as const), days: fc.integer({ min: 1, max: 6 }) }),
    fc.record({
      kind: fc.constantFrom('draft' as const, 'propose' as const, 'publish' as const),
      pick: fc.nat({ max: 5 }),
      ahead: fc.constantFrom(0, 0, 1, 3, 9),
    }),
    fc.record({
      kind: fc.constant('correct' as const),
      pick: fc.nat({ max: 5 }),
      ago: fc.nat({ max: 30 }),
      versions: fc.nat({ max: 7 }),
    }),
  );
  const FACTS: readonly (readonly [string, Json, object?])[] = [
    ['allergies', [{ id: 'l2', name: 'penicillin' }]],
    ['allergies', { id: 'l4', name: 'wool' }, { op: 'add' }],
    ['allergies', []],
    ['profile.occupation', 'Dr B'],
    ['profile.occupation', 'Dr C'],
    ['allergies.l1.name', 'rubber'],
  ];

  function taken(life: Life, one: Step): void {
    try {
      if (one.kind === 'pass') life.after(one.days);
      else if (one.kind === 'draft') life.does({ type: 'SaveDraft', content: { personsView: `view ${one.pick}` } });
      else if (one.kind === 'propose')
        life.does({
          type: 'ProposeVersion',
          reason: 'r',
          ...(one.pick < 3 ? {} : { content: a1({ when: `daily 1${one.pick}:00` }) }),
          ...(one.ahead === 0 ? {} : { effectiveFrom: date(life.now + one.ahead) }),
        });
      else if (one.kind === 'publish') life.published();
      else corrects(life, one as Correcting);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }

  function corrects(life: Life, { pick, ago, versions }: Correcting): void {
    const [field, to, more] = FACTS[pick] ?? ['allergies', []];
    const named = life.state.versions
      .map(({ versionNo }) => versionNo)
      .filter((no) => (versions >> (no % 3)) % 2 === 1);
    life.corrects(field, to, Math.max(0, life.now - ago), named.length === 0 ? [1] : named, more);
  }

  it('R1, R10, R11: is what a naive reading of everything recorded by then says', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const life = started();
        for (const one of steps) taken(life, one);
        const named = new Map<string, string>();
        for (let known = 0; known <= life.now; known += 2) {
          const state = foldedBy(life.events, day(known));
          for (let effective = 0; effective <= known + 12; effective += 1) {
            const found = inForceAt(state, day(effective));
            const naive = naively(life.events, day(known), day(effective));
            expect(found === undefined ? undefined : { versionNo: found.versionNo, content: found.content }).toEqual(
              naive,
            );
            if (found === undefined) continue;
            const key = `${found.versionNo}.${found.issueNo}`;
            const says = JSON.stringify([found.contentHash, sorted(found.content)]);
            expect(named.get(key) ?? says).toBe(says);
            named.set(key, says);
          }
        }
        for (const version of life.state.versions)
          for (const issue of issuesOf(life.state, version))
            expect(contentHash(issue.content, issue.salts)).toBe(issue.contentHash);
        expect(new Set(named.values()).size).toBe(named.size);
      }),
      { numRuns: 150 },
    );
  });

  function foldedBy(events: readonly Kept[], known: string): PlanState {
    return events
      .filter(({ recordedAt }) => recordedAt <= known)
      .reduce(
        (state, { recordedAt, ...event }) =>
          evolveWith(carePlan, state, { ...event, meta: { recordedAt, actor: { user: 'K', role: 'AS' } } } as never),
        carePlan.initial,
      );
  }

  function sorted(value: Json): Json {
    if (Array.isArray(value)) return (value as readonly Json[]).map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, one]) => [name, sorted(one)]),
    );
  }

  /* The rule once more, in loops over what was recorded, knowing nothing of how the decider keeps it. */
  function naively(events: readonly Kept[], known: string, effective: string): object | undefined {
    const all = events.filter(({ recordedAt }) => recordedAt <= known);
    let best: { no: number; from: string; says: JsonObject; held: readonly Json[] } | undefined;
    for (const [index, { type, payload }] of all.entries()) {
      if (type !== 'PlanVersionPublished') continue;
      const from = String(payload['effectiveFrom']);
      const overtaken = all.some((later, at) => at > index && later.type === type && later.recordedAt < from);
      if (overtaken || from > effective || (best !== undefined && best.from > from)) continue;
      const proposal = all.find(
        (one) => one.type === 'PlanVersionProposed' && one.payload['proposalNo'] === payload['proposalNo'],
      );
      best = {
        no: Number(payload['versionNo']),
        from,
        says: (proposal?.payload['content'] ?? {}) as JsonObject,
        held: (proposal?.payload['correctionIds'] ?? []) as readonly Json[],
      };
    }
    if (best === undefined) return undefined;
    const { no, says, held } = best;
    const facts = all
      .filter(({ type }) => type === 'PlanCorrectionRecorded')
      .map(({ payload }) => payload)
      .filter(
        (one) =>
          held.includes(one['correctionId'] ?? null) ||
          ((one['appliesToVersions'] as readonly number[]).includes(no) && String(one['effectiveFrom']) <= effective),
      );
    const byEffect = [...new Set(facts.map((one) => String(one['effectiveFrom'])))].sort();
    let read: JsonObject = says;
    for (const at of byEffect) for (const one of facts) if (one['effectiveFrom'] === at) read = put(read, one);
    return { versionNo: no, content: read };
  }

  function put(says: JsonObject, { field, to = null, op }: JsonObject): JsonObject {
    const allergies = (says['allergies'] ?? []) as readonly JsonObject[];
    if (op === 'add') {
      const has = allergies.some(({ id }) => id === (to as JsonObject)['id']);
      return has ? says : { ...says, allergies: [...allergies, to] };
    }
    if (field === 'allergies') return { ...says, allergies: to };
    if (field === 'profile.occupation')
      return { ...says, profile: { ...(says['profile'] as JsonObject), occupation: to } };
    return { ...says, allergies: allergies.map((one) => (one['id'] === 'l1' ? { ...one, name: to } : one)) };
  }
});
