import { specify } from '@carethread/event-sourcing/testing';
import { contentHash, type JsonObject } from '@carethread/ledger';
import { NO_FACTS } from '../facts.js';
import { carePlan } from './decider.js';
import type { PlanEvent } from './events.js';
import { amendmentsSinceCleanIssue, isHeavilyAmended } from './replacement.js';

const spec = specify(carePlan);
const NOW = '2026-05-20T09:00:00.000Z';
const content: JsonObject = {
  needs: [{ needId: 'n1', text: 'washing', eligible: true }],
  outcomes: [{ outcomeId: 'o1', status: 'active' }],
  actions: [{ actionId: 'a1', what: 'a wash' }],
  allergies: [],
  council: { provision: 'visits', advice: 'a group', budget: { total: 3, council: 2, person: 1 } },
};
const salts = Object.fromEntries(Object.keys(content).map((name) => [name, 'ab'.repeat(32)]));
const HASH = contentHash(content, salts);
const opened: PlanEvent = {
  type: 'CarePlanOpened',
  payload: {
    planId: 'PL',
    planKind: 'localAuthority',
    organisationId: 'O',
    profile: { code: 'ENG', version: 2 },
    laws: [],
    rulePacks: [],
    councilNeeds: [],
  },
};
const proposal = (proposalNo: number, kind = 'amendment'): PlanEvent => ({
  type: 'PlanVersionProposed',
  payload: {
    planId: 'PL',
    planKind: 'localAuthority',
    organisationId: 'O',
    rulePacks: [],
    jurisdiction: 'ENG',
    proposalNo,
    content,
    salts,
    contentHash: HASH,
    changes: [],
    cause: { kind },
    riskRefs: [],
    author: 'K',
  },
});
const publication = (versionNo: number, more: object = {}): PlanEvent => ({
  type: 'PlanVersionPublished',
  payload: {
    planId: 'PL',
    planKind: 'localAuthority',
    organisationId: 'O',
    versionNo,
    proposalNo: versionNo,
    contentHash: HASH,
    effectiveFrom: `2026-03-${10 + versionNo}T09:00:00.000Z`,
    signOffId: 'S',
    changeSummary: '',
    cause: { kind: 'amendment' },
    outcomeIds: [],
    needIds: [],
    provision: 0,
    ...more,
  },
});
const replaced = (versionNo: number, more: object = {}): PlanEvent => ({
  type: 'PlanReplaced',
  payload: {
    planId: 'PL',
    planKind: 'localAuthority',
    organisationId: 'O',
    versionNo,
    replacesVersionNo: versionNo - 1,
    amendmentsFolded: 1,
    contentHash: HASH,
    by: 'K',
    ...more,
  },
});
/** The first version, and as many that amended it. */
const amended = (times: number): PlanEvent[] => [
  opened,
  ...Array.from({ length: times + 1 }, (_, index) => [proposal(index + 1), publication(index + 1)]).flat(),
];
const context = { now: NOW, facts: { ...NO_FACTS, assessments: [{ assessmentId: 'A', needIds: ['n1'] }] } };

describe('a replacement that reads the same', () => {
  const given = spec.given(...amended(2));

  it('ENG-142: is a new version at once, of which the person was told; it folds the amendments in, and the old one is superseded', () => {
    given.when({ type: 'ReplacePlan' }, context).then(
      {
        type: 'PlanReplaced',
        payload: { versionNo: 4, replacesVersionNo: 3, amendmentsFolded: 2, content, personToldAt: NOW },
      },
      {
        type: 'PlanVersionPublished',
        payload: { versionNo: 4, effectiveFrom: NOW, cause: { kind: 'replacement' }, supersedesVersionNo: 3 },
      },
      { type: 'PlanVersionSuperseded', payload: { versionNo: 3, supersededBy: 4, supersededAt: NOW } },
    );
    given.when({ type: 'ReplacePlan', content }, context).then({ type: 'PlanReplaced' }, ...published);
    const before = { type: 'ReplacePlan', personToldAt: '2026-05-19T09:00:00.000Z' } as const;
    given
      .when(before, context)
      .then({ type: 'PlanReplaced', payload: { personToldAt: before.personToldAt } }, ...published);
    given
      .when({ ...before, personToldAt: '2026-05-21T09:00:00.000Z' }, context)
      .refused('FUTURE_DATE', ['personToldAt']);
  });
  const published = [{ type: 'PlanVersionPublished' }, { type: 'PlanVersionSuperseded' }] as const;

  it('ENG-142: has the facts as they were set right meanwhile', () => {
    const corrected: PlanEvent = {
      type: 'PlanCorrectionRecorded',
      payload: {
        planId: 'PL',
        correctionId: 'C',
        field: 'allergies',
        from: [],
        to: 'latex',
        reason: 'letter',
        effectiveFrom: '2026-04-01T00:00:00.000Z',
        appliesToVersions: [3],
        by: 'K',
        issues: [{ versionNo: 3, issueNo: 2, contentHash: '' }],
        salts: {},
      },
    };
    spec
      .given(...amended(2), corrected)
      .when({ type: 'ReplacePlan' }, context)
      .then({ type: 'PlanReplaced', payload: { content: { ...content, allergies: ['latex'] } } }, ...published);
  });

  it('ENG-142: keeps the old version as it was, and its own content whose hash was stored', () => {
    const own = { ...content, allergies: ['latex'] };
    const hash = contentHash(own, salts);
    const { state } = spec.given(
      ...amended(2),
      replaced(4, { content: own, salts, contentHash: hash, amendmentsFolded: 2 }),
      publication(4, { proposalNo: 0, contentHash: hash, signOffId: undefined }),
    );
    expect(state.versions.slice(2)).toMatchObject([
      { versionNo: 3, content, contentHash: HASH },
      { versionNo: 4, content: own, contentHash: hash, author: 'K', replacesVersionNo: 3, amendmentsFolded: 2 },
    ]);
  });
});

describe('a replacement that reads otherwise', () => {
  const clean = { ...content, actions: [{ actionId: 'a1', what: 'a wash each morning' }] };
  const given = spec.given(...amended(2));

  it('ENG-142: is proposed for sign-off, with each change that it makes', () => {
    given.when({ type: 'ReplacePlan', content: clean, reason: 'one text' }, context).then({
      type: 'PlanVersionProposed',
      payload: {
        proposalNo: 4,
        content: clean,
        cause: { kind: 'replacement' },
        reason: 'one text',
        changes: [{ itemId: 'a1', field: 'what', from: 'a wash', to: 'a wash each morning', reason: 'one text' }],
      },
    });
    given.when({ type: 'ReplacePlan', content: { ...clean, needs: [] } }, context).refused('NEEDS_EMPTY', ['needs']);
  });

  it('ENG-142: is a replacement when it is published as signed', () => {
    const publish = {
      type: 'PublishVersion',
      proposalNo: 4,
      contentHash: HASH,
      signOffId: 'S',
      completedAt: NOW,
    } as const;
    spec
      .given(...amended(2), proposal(4, 'replacement'))
      .when(publish, { ...context, subjects: { O: NO_FACTS } })
      .then(
        { type: 'PlanReplaced', payload: { versionNo: 4, replacesVersionNo: 3, amendmentsFolded: 2, by: 'K' } },
        { type: 'PlanVersionPublished', payload: { versionNo: 4, signOffId: 'S', cause: { kind: 'replacement' } } },
        { type: 'PlanVersionSuperseded' },
      );
    spec
      .given(...amended(2), proposal(4))
      .when(publish, { ...context, subjects: { O: NO_FACTS } })
      .then({ type: 'PlanVersionPublished' }, { type: 'PlanVersionSuperseded' });
  });
});

describe('a plan that cannot be replaced', () => {
  const replace = { type: 'ReplacePlan' } as const;

  it('ENG-142: has no signed version in force, or something under way that would change it', () => {
    spec.given(opened).when(replace, context).refused('NO_VERSION_IN_FORCE');
    spec
      .given(...amended(1), proposal(3))
      .when(replace, context)
      .refused('STATE_CONFLICT', ['proposed']);
    spec
      .given(...amended(0), proposal(2), publication(2, { effectiveFrom: '2026-05-21T09:00:00.000Z' }))
      .when(replace, context)
      .refused('STATE_CONFLICT', ['upcoming']);
    spec.given(opened, provisional).when(replace, context).refused('STATE_CONFLICT', ['provisional']);
    spec
      .given(...amended(1))
      .when({ ...replace, effectiveFrom: '2026-05-25' }, context)
      .refused('STATE_CONFLICT', ['effectiveFrom']);
  });
});

const provisional: PlanEvent = {
  type: 'ProvisionalPlanPublished',
  payload: {
    planId: 'PL',
    planKind: 'provider',
    organisationId: 'O',
    versionNo: 1,
    proposalNo: 0,
    content: {},
    salts: {},
    contentHash: HASH,
    effectiveFrom: '2026-03-02T09:00:00.000Z',
    consentBasis: 'verbal',
    changeSummary: '',
    cause: { kind: 'emergency' },
  },
};

describe('how heavily a plan is amended', () => {
  const counted = (...events: readonly PlanEvent[]): number => amendmentsSinceCleanIssue(spec.given(...events).state);

  it('ENG-142: is counted from its last clean issue: the first signed version, or the last replacement', () => {
    expect(counted(opened)).toBe(0);
    expect(counted(...amended(0))).toBe(0);
    expect(counted(...amended(9))).toBe(9);
    expect(counted(...amended(9), replaced(11), publication(11))).toBe(0);
    expect(counted(...amended(9), replaced(11), publication(11), publication(12))).toBe(1);
    expect(counted(opened, provisional, proposal(1), publication(2))).toBe(0);
    expect(counted(opened, provisional, proposal(1), publication(2), publication(3))).toBe(1);
  });

  it('ENG-142: is enough at ten, as the profile says', () => {
    const heavily = (times: number): boolean => isHeavilyAmended(spec.given(...amended(times)).state, NOW);
    expect([heavily(9), heavily(10), heavily(11)]).toEqual([false, true, true]);
  });
});
