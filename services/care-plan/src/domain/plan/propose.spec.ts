import { specify } from '@carethread/event-sourcing/testing';
import type { JsonObject } from '@carethread/ledger';
import { NO_FACTS, type CarePlanFacts } from '../facts.js';
import { carePlan } from './decider.js';
import type { PlanEvent } from './events.js';

const PERSON = '00000000-0000-4000-8000-000000000004';
const spec = specify(carePlan);
const NOW = '2026-03-09T10:00:00.000Z';
const TOPICS = [
  ['CITY-15', 'wakingAndRising'],
  ['CITY-16', 'meals'],
  ['CITY-17', 'morning'],
  ['CITY-18', 'afternoon'],
  ['CITY-19', 'evening'],
  ['CITY-20', 'bedtime'],
  ['CITY-21', 'hygiene'],
  ['CITY-22', 'medicationAndHealth'],
  ['CITY-23', 'activitiesAndPeople'],
  ['CITY-24', 'likesAndDislikes'],
] as const;
const goal = {
  goalId: 'g1',
  statement: 'wash alone',
  method: 'practice',
  target: '2026-06-01',
  owner: 'keyworker',
  agreedOn: '2026-03-02',
  assessmentId: 'A',
  needId: 'n1',
};
const action = {
  actionId: 'a1',
  what: 'morning wash',
  how: 'with prompting',
  when: 'daily 08:00',
  responsible: 'care staff',
  needIds: ['n1', 'n2'],
  preferenceIds: ['p1'],
};
const outcome = {
  outcomeId: 'o1',
  statement: 'wash alone',
  identifiedBy: 'the person',
  steps: [{ what: 'practise', responsible: { kind: 'family', name: 'sister' } }],
};
const complete = {
  personsView: 'I want to stay at home',
  whatMatters: 'my garden',
  needs: [
    { needId: 'n1', text: 'washing', assessmentId: 'A' },
    { needId: 'n2', text: 'company', assessmentId: 'A' },
  ],
  outcomes: [outcome],
  goals: [goal],
  actions: [action],
  preferences: {
    topics: Object.fromEntries(TOPICS.map(([, topic]) => [topic, { content: `about ${topic}` }])),
    items: [{ preferenceId: 'p1', text: 'breakfast at 8' }],
  },
  routines: [{ routineId: 'r1', what: 'morning' }],
  responsibilities: { service: 'care at home', limits: 'no nursing' },
  lifeDomains: { health: 'a', social: 'b', family: 'c', mentalHealth: 'd', culture: 'e', spirituality: 'f' },
};
const but = (more: object): JsonObject => ({ ...complete, ...more });
const without = (item: object, ...names: readonly string[]): object =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));

const facts: CarePlanFacts = {
  ...NO_FACTS,
  assessments: [{ assessmentId: 'A', needIds: ['n1', 'n2'] }],
  teams: { E: { organisationId: 'O', keyworkerId: 'K', members: [], open: true } },
};
const openedAs = (
  planKind: string,
  rulePacks: readonly string[] = [],
  councilNeeds: readonly string[] = [],
): PlanEvent => ({
  type: 'CarePlanOpened',
  payload: {
    planId: 'PL',
    planKind,
    organisationId: 'O',
    profile: { code: 'ENG', version: 2 },
    laws: [],
    rulePacks,
    councilNeeds,
  },
});
const discussed: PlanEvent = {
  type: 'PlanDiscussionRecorded',
  payload: { date: '2026-03-09', participants: [{ kind: 'person' }], summary: 's', preferencesSought: [] },
};
const involved: PlanEvent = {
  type: 'InvolvementRecorded',
  payload: { how: 'in person', degree: 'full', stepsTried: [] },
};
const provider = spec.given(openedAs('provider', ['CITY'], ['n1']), discussed, involved);
const propose = (content: JsonObject, more: { readonly effectiveFrom?: string } = {}) =>
  ({ type: 'ProposeVersion', content, ...more }) as const;
const context = { now: NOW, facts };

describe('a complete draft', () => {
  it('is proposed, hashed, with its author, its changes and what caused it', () => {
    const changes = [{ changeId: 'c1', itemId: 'a1', field: 'when', what: 'an hour later', reason: 'sleeps longer' }];
    provider
      .when({ ...propose(but({})), changes, cause: { kind: 'review', id: 'R' }, reason: 'longer sleep' }, context)
      .then({
        type: 'PlanVersionProposed',
        payload: {
          proposalNo: 1,
          content: but({}),
          contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
          changes,
          cause: { kind: 'review', id: 'R' },
          reason: 'longer sleep',
          author: '00000000-0000-4000-8000-000000000007',
        },
      });
  });

  it.each<[string, string, readonly string[] | undefined, object]>([
    ['ENG-002: no needs', 'NEEDS_EMPTY', ['needs'], { needs: [] }],
    [
      'ENG-002: a need of an unknown assessment',
      'REFERENCE_NOT_FOUND',
      ['n1'],
      { needs: [{ ...complete.needs[0], assessmentId: 'B' }] },
    ],
    [
      'ENG-002: a need without words',
      'NEEDS_EMPTY',
      ['n9'],
      { needs: [{ needId: 'n9', domain: 'health', assessmentId: 'A' }] },
    ],
    ['ENG-019: neither a goal nor why there is none', 'REASON_REQUIRED', ['goals'], { goals: [], outcomes: [] }],
    ['ENG-003: not what', 'ACTION_INCOMPLETE', ['a1'], { actions: [without(action, 'what')] }],
    ['ENG-003: not how', 'ACTION_INCOMPLETE', ['a1'], { actions: [without(action, 'how')] }],
    ['ENG-003: not when', 'ACTION_INCOMPLETE', ['a1'], { actions: [without(action, 'when')] }],
    ['ENG-021: nobody for an action', 'RESPONSIBLE_REQUIRED', ['a1'], { actions: [without(action, 'responsible')] }],
    [
      'ENG-018: a clinical action by no guideline',
      'GUIDELINE_REQUIRED',
      ['a1'],
      { actions: [{ ...action, clinical: true }] },
    ],
    ['ENG-019: a goal without its method', 'GOAL_METHOD_REQUIRED', ['g1'], { goals: [without(goal, 'method')] }],
    ['ENG-020: a goal without its date', 'TIMESCALE_INVALID', ['g1'], { goals: [without(goal, 'target')] }],
    [
      'ENG-020: a goal dated before the plan',
      'TIMESCALE_INVALID',
      ['g1'],
      { goals: [{ ...goal, target: '2026-03-08' }] },
    ],
    ['ENG-021: nobody for a goal', 'RESPONSIBLE_REQUIRED', ['g1'], { goals: [without(goal, 'owner')] }],
    ['ENG-050: a goal not agreed', 'GOAL_NOT_AGREED', ['g1'], { goals: [without(goal, 'agreedOn')] }],
    [
      'ENG-049, CPA-78: a goal of no assessment',
      'REFERENCE_NOT_FOUND',
      ['g1'],
      { goals: [without(goal, 'assessmentId')] },
    ],
    [
      'ENG-049, CPA-78: of an unknown assessment',
      'REFERENCE_NOT_FOUND',
      ['g1'],
      { goals: [{ ...goal, assessmentId: 'B' }] },
    ],
    [
      'ENG-049, CPA-78: of a need that it does not hold',
      'REFERENCE_NOT_FOUND',
      ['g1'],
      { goals: [{ ...goal, needId: 'n9' }] },
    ],
    ['ENG-049, R39: a goal of no need', 'REFERENCE_NOT_FOUND', ['g1.needId'], { goals: [without(goal, 'needId')] }],
    ['ENG-026: not the person’s view', 'PERSONS_VIEW_REQUIRED', ['personsView'], { personsView: ' ' }],
    ['ENG-053: no responsibilities', 'RESPONSIBILITIES_REQUIRED', undefined, { responsibilities: { limits: 'l' } }],
    ['ENG-054: no limits', 'LIMITS_REQUIRED', undefined, { responsibilities: { service: 's' } }],
    ['OUT-05: nothing that matters', 'WHAT_MATTERS_REQUIRED', ['whatMatters'], { whatMatters: '' }],
    ['OUT-51: no routines', 'SECTION_MISSING', ['routines'], { routines: [] }],
    ['OUT-09: an outcome without a step', 'STEP_REQUIRED', ['o1'], { outcomes: [{ ...outcome, steps: [] }] }],
    [
      'OUT-10: a step without anybody',
      'RESPONSIBLE_REQUIRED',
      ['o1'],
      { outcomes: [{ ...outcome, steps: [{ what: 'x' }] }] },
    ],
    [
      'OUT-21: no sign of the person',
      'MINIMUM_INVOLVEMENT',
      ['outcomes'],
      { outcomes: [without(outcome, 'identifiedBy')] },
    ],
    [
      'CITY-09: a preference without an action',
      'PREFERENCE_UNADDRESSED',
      ['p1'],
      { actions: [{ ...action, preferenceIds: [] }] },
    ],
    ['ENG-017: a need without an action', 'NEED_UNADDRESSED', ['n2'], { actions: [{ ...action, needIds: ['n1'] }] }],
    [
      'CITY-06: a council need left out',
      'NEED_UNADDRESSED',
      ['n1'],
      { needs: [complete.needs[1]], actions: [{ ...action, needIds: ['n2'] }] },
    ],
  ])('lacks one thing, %s', (_, code, items, spoilt) => {
    provider.when(propose(but(spoilt)), context).refused(code, items);
  });

  it.each<[string, object]>([
    ['ENG-018: a guideline', { actions: [{ ...action, clinical: true, guideline: { title: 'g', edition: '2025' } }] }],
    [
      'ENG-019: why there is no goal',
      { goals: [], outcomes: [], involvement: 'spoke for himself', noGoalsReason: 'wishes none now' },
    ],
    ['ENG-018: or why there is none', { actions: [{ ...action, clinical: true, guidelineReason: 'none exists' }] }],
    [
      'ENG-017: a reason for no action',
      {
        needs: [complete.needs[0], { ...complete.needs[1], noActionReason: 'declined' }],
        actions: [{ ...action, needIds: ['n1'] }],
      },
    ],
    [
      'CITY-09: a reason why a preference is not met',
      {
        preferences: { ...complete.preferences, items: [{ preferenceId: 'p1', text: 'x', notMetReason: 'not safe' }] },
        actions: [{ ...action, preferenceIds: [] }],
      },
    ],
    [
      'ENG-020: a date for review instead of a target',
      { goals: [{ ...without(goal, 'target'), reviewOn: '2026-03-09' }] },
    ],
    ['OUT-09: an outcome that is met needs no step', { outcomes: [outcome, { outcomeId: 'o2', status: 'met' }] }],
    [
      'OUT-21: how else the person took part',
      { outcomes: [without(outcome, 'identifiedBy')], involvement: 'watched with her' },
    ],
  ])('is complete with %s', (_, more) => {
    provider.when(propose(but(more)), context).then({ type: 'PlanVersionProposed' });
  });

  it('ENG-002: a need that an assessment found, or that was found since, need not say again what stands there', () => {
    const said = [{ needId: 'n1' }, { needId: 'n9', text: 'found since', noActionReason: 'wishes none' }];
    const needs = complete.needs.slice(2);
    provider.when(propose(but({ needs: [...said, ...needs] })), context).then({ type: 'PlanVersionProposed' });
  });

  it.each(['health', 'social', 'family', 'mentalHealth', 'culture', 'spirituality'])(
    'OUT-14: covers %s, as one of six domains',
    (domain) => {
      const lifeDomains = without(complete.lifeDomains, domain);
      provider.when(propose(but({ lifeDomains })), context).refused('DOMAIN_MISSING', [domain]);
    },
  );

  it.each(TOPICS)(
    '%s: says something of %s, or why it is not appropriate; asked where the CITY pack holds',
    (_, topic) => {
      const said = (about: object) =>
        propose(
          but({ preferences: { ...complete.preferences, topics: { ...complete.preferences.topics, [topic]: about } } }),
        );
      provider.when(said({}), context).refused('PREFERENCE_TOPIC_BLANK', [topic]);
      provider.when(said({ notAppropriateReason: 'none wished' }), context).then({ type: 'PlanVersionProposed' });
      spec
        .given(openedAs('provider'), discussed, involved)
        .when(said({}), context)
        .then({ type: 'PlanVersionProposed' });
    },
  );

  it('ENG-029: lists every risk that is linked to the plan', () => {
    spec
      .given(openedAs('provider'), discussed, involved, {
        type: 'RiskLinkedToPlan',
        payload: { riskId: 'R', version: 2 },
      })
      .when(propose(but({})), context)
      .then({ type: 'PlanVersionProposed', payload: { riskRefs: [{ id: 'R', version: 2 }] } });
  });
});

describe('before anything is proposed', () => {
  it('ENG-007, CPA-11: an assessment of the person is complete', () => {
    for (const planKind of ['provider', 'localAuthority'])
      spec
        .given(openedAs(planKind), discussed, involved)
        .when(propose(but({})), { now: NOW, facts: { ...facts, assessments: [] } })
        .refused('ASSESSMENT_REQUIRED');
    const cpa = {
      professionals: [{ name: 'p', role: 'psychiatrist' }],
      changeActions: [{ trigger: 't', action: 'a', who: 'w' }],
    };
    spec
      .given(openedAs('cpa'))
      .when(propose(but({ cpa })), { now: NOW, facts: { ...facts, assessments: [] } })
      .refused('ASSESSMENT_REQUIRED');
  });

  it('CITY-10: the keyworker has talked it over with the person', () => {
    spec
      .given(openedAs('provider'), involved)
      .when(propose(but({})), context)
      .refused('DISCUSSION_REQUIRED');
  });

  it.each<[string, readonly object[], object, boolean]>([
    ['staff alone', [{ kind: 'staff', id: 'K' }], {}, false],
    ['staff alone, whatever they call themselves', [{ kind: 'staff', id: 'K', role: 'representative' }], {}, false],
    ['somebody else of the family', [{ kind: 'family', id: 'F' }], {}, false],
    ['another person', [{ kind: 'person', id: 'another' }], {}, false],
    ['staff alone, with a reason', [{ kind: 'staff', id: 'K' }], { reason: 'unconscious' }, true],
    ['the person', [{ kind: 'staff', id: 'K' }, { kind: 'person' }], {}, true],
    ['the person by id', [{ kind: 'person', id: PERSON, name: 'Synthetic Name' }], {}, true],
    ['somebody who is only named', [{ kind: 'person', name: 'Zed' }], {}, false],
    ['their representative', [{ kind: 'family', id: 'LR' }], {}, true],
    ['one who is on record as their attorney', [{ kind: 'family', id: 'AT' }], {}, true],
    ['a representative who is not on record as one', [{ kind: 'family', id: 'F', role: 'representative' }], {}, false],
    ['a representative whom nobody knows', [{ kind: 'professional', name: 'Zed', role: 'attorney' }], {}, false],
    ['a representative who was withdrawn', [{ kind: 'family', id: 'W', role: 'attorney' }], {}, false],
  ])('R26: a discussion with %s', (_, participants, more, enough) => {
    const talked: PlanEvent = {
      type: 'PlanDiscussionRecorded',
      payload: { date: '2026-03-09', participants, summary: 's', preferencesSought: [], ...more },
    };
    const contact = { scopes: ['drawingUp'], name: 'Synthetic Name' };
    const contacts = {
      F: { ...contact, kind: 'family' },
      LR: { ...contact, kind: 'lawfulRepresentative' },
      AT: { ...contact, kind: 'family', role: 'attorney' },
      W: { ...contact, kind: 'family', role: 'attorney', scopes: [] },
    };
    const plan = spec
      .given(openedAs('provider'), talked, involved)
      .when(propose(but({})), { now: NOW, facts: { ...facts, contacts } });
    if (enough) plan.then({ type: 'PlanVersionProposed' });
    else plan.refused('DISCUSSION_REQUIRED');
  });

  it('R26: a discussion without the person is recorded all the same', () => {
    spec
      .given(openedAs('provider'))
      .when({ type: 'RecordDiscussion', participants: [{ kind: 'staff', id: 'K' }], summary: 's' }, context)
      .then({ type: 'PlanDiscussionRecorded' });
  });

  it('ENG-006, CITY-08: it is recorded how the person was involved', () => {
    spec
      .given(openedAs('provider'), discussed)
      .when(propose(but({})), context)
      .refused('INVOLVEMENT_REQUIRED');
  });

  it('ENG-038: somebody leads the plan', () => {
    const team = { organisationId: 'O', keyworkerId: 'K', members: [], open: true };
    for (const teams of [{}, { E: { ...team, open: false } }, { E: { ...team, organisationId: 'other' } }])
      provider.when(propose(but({})), { now: NOW, facts: { ...facts, teams } }).refused('KEYWORKER_REQUIRED');
  });

  it('takes effect at most 28 days ahead, and at no instant that a version has already', () => {
    provider.when(propose(but({}), { effectiveFrom: '2026-04-06' }), context).then({ type: 'PlanVersionProposed' });
    provider
      .when(propose(but({}), { effectiveFrom: '2026-04-07' }), context)
      .refused('TIMESCALE_INVALID', ['effectiveFrom']);
  });
});

describe('the talk about a plan', () => {
  const talk = (participant: object, more: object = {}) =>
    ({ type: 'RecordDiscussion', participants: [participant], summary: 'the plan', place: 'home', ...more }) as const;

  it('CITY-10: keeps its day, place, who took part and what was said', () => {
    const person = { kind: 'person', id: 'P' };
    provider.when(talk(person, { date: '2026-03-08' }), context).then({
      type: 'PlanDiscussionRecorded',
      payload: { date: '2026-03-08', place: 'home', participants: [person], summary: 'the plan' },
    });
    provider.when(talk(person, { date: '2026-03-10' }), context).refused('FUTURE_DATE', ['date']);
    provider.when(talk(person, { date: '2025-03-07' }), context).refused('TIMESCALE_INVALID', ['date']);
  });

  it('has one day: that of when it happened, where both are said', () => {
    const at = { ...context, occurredAt: '2026-03-08T23:30:00.000Z' };
    const person = { kind: 'person', id: 'P' };
    provider.when(talk(person), at).then({ type: 'PlanDiscussionRecorded', payload: { date: '2026-03-08' } });
    provider.when(talk(person, { date: '2026-03-08' }), at).then({ type: 'PlanDiscussionRecorded' });
    provider.when(talk(person, { date: '2026-03-09' }), at).refused('MALFORMED');
  });

  it('says who took part or what was said, and each who took part is somebody', () => {
    provider.when({ type: 'RecordDiscussion', participants: [] }, context).refused('MALFORMED');
    provider
      .when({ type: 'RecordDiscussion', participants: [{}] }, context)
      .refused('MALFORMED', ['/participants/0: names somebody']);
    provider
      .when({ type: 'RecordDiscussion', participants: [], summary: 's' }, context)
      .then({ type: 'PlanDiscussionRecorded' });
  });

  it('CITY-11, ENG-041: somebody else takes part only when the person has named them for it', () => {
    const sister = { kind: 'family', id: 'F' };
    const named = (scopes: readonly string[]) => ({
      now: NOW,
      facts: { ...facts, contacts: { F: { scopes, name: 'Synthetic Sister', kind: 'family' } } },
    });
    provider.when(talk(sister), context).refused('PERMISSION_REQUIRED', ['F']);
    provider.when(talk(sister), named(['copies'])).refused('PERMISSION_REQUIRED', ['F']);
    provider.when(talk(sister), named(['drawingUp'])).then({ type: 'PlanDiscussionRecorded' });
  });

  it('ENG-006, CITY-08: involvement keeps how, the person’s words and the steps tried; or why it was not possible', () => {
    const record = {
      type: 'RecordInvolvement',
      how: 'pictures',
      personsWords: 'home',
      stepsTried: ['a visit'],
    } as const;
    const { type: _, ...payload } = record;
    provider.when(record, context).then({ type: 'InvolvementRecorded', payload: { ...payload, degree: 'full' } });
    provider.when({ ...record, degree: 'notPossible' }, context).refused('REASON_REQUIRED', ['reason']);
    provider.when({ ...record, degree: 'notPossible', reason: 'asleep' }, context).then({
      type: 'InvolvementRecorded',
      payload: { degree: 'notPossible', reason: 'asleep', stepsTried: ['a visit'] },
    });
  });

  it('ENG-048: that the person was told of their right to see the plan has its day, who told them and how', () => {
    const record = { type: 'RecordAccessNotice', date: '2026-03-08', byWhom: 'keyworker', format: 'easyRead' } as const;
    const { type: _, ...payload } = record;
    provider.when(record, context).then({ type: 'AccessNoticeGiven', payload });
    provider.when({ ...record, date: '2026-03-10' }, context).refused('FUTURE_DATE', ['date']);
  });
});

describe('a council plan', () => {
  const council = {
    eligibility: 'eligible',
    provision: 'home care',
    advice: 'exercise group',
    budget: { total: 45_000, council: 30_000, person: 15_000 },
  };
  const content = (more: object, rest: object = {}): JsonObject => ({
    needs: complete.needs,
    outcomes: complete.outcomes,
    council: { ...council, ...more },
    ...rest,
  });
  const plan = spec.given(openedAs('localAuthority'));

  it.each([
    ['eligibility', content({ eligibility: '' })],
    ['provision', content({ provision: '' })],
    ['outcomes', content({}, { outcomes: [] })],
    ['budget', content({ budget: {} })],
    ['advice', content({ advice: '' })],
  ])('ENG-057: lacks its %s', (name, lacking) => {
    plan.when(propose(lacking), context).refused('S25_CONTENT_MISSING', [name]);
  });

  it('ENG-057: has its needs, and with all the Act asks for is proposed', () => {
    plan.when(propose(content({}, { needs: [] })), context).refused('NEEDS_EMPTY', ['needs']);
    plan.when(propose(content({})), context).then({ type: 'PlanVersionProposed' });
  });

  it('ENG-002: each of its needs comes from an assessment', () => {
    const needs = [{ needId: 'n9', text: 'x', assessmentId: 'B' }];
    plan.when(propose(content({}, { needs })), context).refused('REFERENCE_NOT_FOUND', ['n9']);
  });

  it.each([
    ['does not add up', { total: 45_000, council: 30_000, person: 14_999 }, 'BUDGET_MISMATCH'],
    ['is negative', { total: 15_000, council: 30_000, person: -15_000 }, 'MALFORMED'],
    ['has fractions of a penny', { total: 1.5, council: 1, person: 0.5 }, 'MALFORMED'],
    ['lacks a part', { total: 1, council: 1 }, 'MALFORMED'],
  ])('ENG-058: a budget that %s is neither drafted nor proposed', (_, budget, code) => {
    plan.when({ type: 'SaveDraft', content: content({ budget }) }, context).refused(code);
    plan.when(propose(content({ budget })), context).refused(code);
  });
});

describe('a CPA plan', () => {
  const cpa = {
    professionals: [{ name: 'p', role: 'psychiatrist' }],
    changeActions: [{ trigger: 't', action: 'a', who: 'w' }],
  };
  const plan = spec.given(openedAs('cpa', ['CPA']));

  it('CPA-04: names the professionals involved', () => {
    plan.when(propose(but({ cpa: { ...cpa, professionals: [] } })), context).refused('PROFESSIONAL_REQUIRED');
  });

  const [professional, change] = [cpa.professionals[0] ?? {}, cpa.changeActions[0] ?? {}];

  it.each<[string, string, readonly object[], readonly string[]]>([
    ['professionals', 'PROFESSIONAL_REQUIRED', [{}], ['cpa.professionals[0].name', 'cpa.professionals[0].role']],
    [
      'professionals',
      'PROFESSIONAL_REQUIRED',
      [professional, without(professional, 'role')],
      ['cpa.professionals[1].role'],
    ],
    [
      'changeActions',
      'CONTINGENCY_REQUIRED',
      [{}],
      ['cpa.changeActions[0].trigger', 'cpa.changeActions[0].action', 'cpa.changeActions[0].who'],
    ],
    ['changeActions', 'CONTINGENCY_REQUIRED', [change, { ...change, who: ' ' }], ['cpa.changeActions[1].who']],
  ])('R39: names what a member of its %s lacks: %s', (list, code, all, missing) => {
    plan.when(propose(but({ cpa: { ...cpa, [list]: all } })), context).refused(code, missing);
  });

  it('CPA-05: says what happens when things change', () => {
    plan.when(propose(but({ cpa: { ...cpa, changeActions: [] } })), context).refused('CONTINGENCY_REQUIRED');
    const risk = { version: 1, actionIds: [], signed: true, open: true };
    const at = { ...context, facts: { ...facts, risks: { R: risk }, coordinatorId: 'CC' } };
    plan.when(propose(but({ cpa })), at).then({ type: 'PlanVersionProposed' });
  });
});

describe('an amendment after a review', () => {
  const published: readonly PlanEvent[] = [
    openedAs('provider'),
    {
      type: 'ProvisionalPlanPublished',
      payload: {
        planId: 'PL',
        planKind: 'provider',
        organisationId: 'O',
        versionNo: 1,
        proposalNo: 0,
        content: complete,
        salts: {},
        contentHash: 'c'.repeat(64),
        effectiveFrom: NOW,
        consentBasis: 'verbal',
        consentPending: true,
        changeSummary: 'first',
        cause: { kind: 'initial' },
      },
    },
  ];

  it('ENG-123, CPA-54: carries each change that was agreed, and names the review that caused it', () => {
    const changes = [{ changeId: 'c1', itemId: 'a1', field: 'when', what: 'later', to: 'daily 09:00' }];
    spec
      .given(...published)
      .when({ type: 'ProposeAgreedChanges', cause: { kind: 'review', id: 'R' }, changes }, context)
      .then({
        type: 'PlanVersionProposed',
        payload: {
          basedOnVersion: 1,
          cause: { kind: 'review', id: 'R' },
          changes,
          content: { actions: [{ ...action, when: 'daily 09:00' }] },
        },
      });
    spec
      .given(...published)
      .when({ type: 'ProposeAgreedChanges', cause: { kind: 'review', id: 'R' }, changes: [] }, context)
      .nothing();
  });

  it('ENG-122: carries a new goal, beside those that there were', () => {
    const added = { ...goal, goalId: 'g2', statement: 'cook' };
    spec
      .given(...published)
      .when(
        {
          type: 'ProposeAgreedChanges',
          cause: { kind: 'review', id: 'R' },
          changes: [{ changeId: 'c1', itemId: 'goals', what: 'a new goal', to: [goal, added] }],
        },
        context,
      )
      .then({ type: 'PlanVersionProposed', payload: { content: { goals: [goal, added] } } });
  });
});
