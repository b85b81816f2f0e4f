import type { JsonObject } from '@carethread/ledger';
import { NO_FACTS, type CarePlanFacts } from '../facts.js';
import { mustBeComplete, type Proposable } from './completeness.js';

const PERSON = '00000000-0000-4000-8000-000000000004';
const facts: CarePlanFacts = {
  ...NO_FACTS,
  assessments: [{ assessmentId: 'A', needIds: ['n1'] }],
  teams: { E: { organisationId: 'O', keyworkerId: 'K', members: [], open: true } },
};
const plan: Proposable = {
  planKind: 'provider',
  jurisdiction: 'ENG',
  rulePacks: [],
  organisationId: 'O',
  personId: PERSON,
  discussions: 1,
  discussed: { participants: [{ kind: 'person' }], reason: false },
  involvement: 1,
  councilNeeds: [],
  effectiveOn: '2026-03-09',
  first: true,
  before: {},
};
const action = { actionId: 'a1', what: 'wash', how: 'alone', when: 'daily', responsible: 'staff', needIds: ['n1'] };
const goal = {
  goalId: 'g1',
  method: 'practice',
  target: '2026-06-01',
  owner: 'keyworker',
  agreedOn: '2026-03-02',
  assessmentId: 'A',
  needId: 'n1',
};
const step = { what: 'practise', responsible: 'sister' };
const complete: JsonObject = {
  personsView: 'at home',
  whatMatters: 'my garden',
  needs: [{ needId: 'n1', text: 'washing', assessmentId: 'A' }],
  outcomes: [{ outcomeId: 'o1', statement: 'wash alone', identifiedBy: 'the person', steps: [step] }],
  actions: [action],
  routines: [{ routineId: 'r1', what: 'morning' }],
  responsibilities: { service: 'care at home', limits: 'no nursing' },
  lifeDomains: { health: 'a', social: 'b', family: 'c', mentalHealth: 'd', culture: 'e', spirituality: 'f' },
};
/** The code of what is lacking and what it names; nothing where nothing is. */
function lacking(more: JsonObject, as: Partial<Proposable> = {}, known: Partial<CarePlanFacts> = {}): unknown {
  try {
    mustBeComplete({ ...complete, ...more }, { ...plan, ...as }, { ...facts, ...known });
    return undefined;
  } catch (error) {
    const { code, items } = error as { code: string; items: readonly string[] };
    return [code, items];
  }
}

describe('a plan that is proposed', () => {
  it('is complete', () => {
    expect(lacking({})).toBeUndefined();
  });

  it('has a keyworker of the provider’s own open team', () => {
    const team = { organisationId: 'O', keyworkerId: 'K', members: [], open: true };
    for (const other of [
      { ...team, open: false },
      { ...team, organisationId: 'X' },
      { ...team, keyworkerId: '' },
    ])
      expect(lacking({}, {}, { teams: { E: other } })).toEqual(['KEYWORKER_REQUIRED', []]);
    expect(lacking({}, {}, { teams: { E: { ...team, open: false }, F: team } })).toBeUndefined();
  });

  it('R26: was talked over with the person, or with those who may speak for them, or says why not', () => {
    const with_ = (participants: readonly JsonObject[], reason = false, contacts: object = {}) =>
      lacking({}, { discussed: { participants, reason } }, { contacts } as never);
    const required = ['DISCUSSION_REQUIRED', []];
    const contact = (kind: string, more: object = {}) => ({ F: { kind, name: 'n', scopes: ['drawingUp'], ...more } });
    const family = [
      { kind: 'staff', id: 'K' },
      { kind: 'family', id: 'F', role: 'Attorney' },
    ];
    expect(with_([])).toEqual(required);
    expect(with_([{ kind: 'staff', id: 'K', role: 'representative' }])).toEqual(required);
    expect(with_([{ kind: 'person', id: 'another' }])).toEqual(required);
    expect(with_([{ kind: 'family', id: 'F', role: 'sister' }])).toEqual(required);
    expect(with_([{ kind: 'family', id: 'F' }], false, contact('family'))).toEqual(required);
    for (const enough of [
      [{ kind: 'person' }],
      [{ kind: 'person', id: PERSON, name: 'n' }],
      [{ kind: 'family', id: PERSON }],
    ])
      expect(with_(enough)).toBeUndefined();
    // One who is only named is somebody else; who represents the person is on record as such, and in force.
    expect(with_([{ kind: 'person', name: 'n' }])).toEqual(required);
    expect(with_([{ kind: 'professional', name: 'n', role: 'court-appointed deputy' }])).toEqual(required);
    expect(with_(family, false, contact('family'))).toEqual(required);
    for (const role of ['Attorney', 'court-appointed deputy', 'welfare guardian']) {
      expect(with_(family, false, contact('family', { role }))).toBeUndefined();
      expect(with_(family, false, contact('family', { role, scopes: [] }))).toEqual(required);
    }
    expect(with_([{ kind: 'family', id: 'F' }], false, contact('lawfulRepresentative'))).toBeUndefined();
    expect(with_([], true)).toBeUndefined();
    expect(lacking({}, { discussions: 0 })).toEqual(required);
    expect(lacking({}, { involvement: 0 })).toEqual(['INVOLVEMENT_REQUIRED', []]);
    expect(lacking({}, { discussions: 0, involvement: 0, first: false })).toBeUndefined();
  });

  it('OUT-05: what matters may stand in the profile', () => {
    expect(lacking({ whatMatters: '' })).toEqual(['WHAT_MATTERS_REQUIRED', ['whatMatters']]);
    expect(lacking({ whatMatters: '', profile: { whatMatters: 'my garden' } })).toBeUndefined();
  });

  it('ENG-053, ENG-054: says who does what, and where that ends', () => {
    expect(lacking({ responsibilities: { limits: 'none' } })).toEqual([
      'RESPONSIBILITIES_REQUIRED',
      ['responsibilities'],
    ]);
    expect(lacking({ responsibilities: { service: 'care' } })).toEqual(['LIMITS_REQUIRED', ['limits']]);
  });

  it('OUT-14: names each domain that says nothing', () => {
    expect(lacking({ lifeDomains: { social: 'b', culture: ' ' } })).toEqual([
      'DOMAIN_MISSING',
      ['health', 'family', 'mentalHealth', 'culture', 'spirituality'],
    ]);
  });

  it('holds every restriction of the person', () => {
    const restricted = { restrictions: ['R1', 'R2'] };
    const links = (...ids: readonly JsonObject[]) => lacking({ restrictionLinks: ids }, {}, restricted);
    expect(links()).toEqual(['RESTRICTION_OMITTED', ['R1', 'R2']]);
    expect(links({ restrictionId: 'R1' })).toEqual(['RESTRICTION_OMITTED', ['R1', 'R2']]);
    expect(links({ restrictionId: 'R1' }, { id: 'R2' })).toBeUndefined();
  });
});

describe('an action', () => {
  const of = (more: JsonObject) => lacking({ actions: [{ ...action, ...more }] });

  it('ENG-003: says what, how and when or how often; one without an id is named as one', () => {
    for (const member of ['what', 'how', 'when']) expect(of({ [member]: ' ' })).toEqual(['ACTION_INCOMPLETE', ['a1']]);
    expect(of({ when: '', frequency: 'weekly' })).toBeUndefined();
    const { actionId: _, ...nameless } = action;
    expect(lacking({ actions: [{ ...nameless, how: '' }] })).toEqual(['ACTION_INCOMPLETE', ['action']]);
  });

  it('ENG-021: is somebody’s, who may be the person', () => {
    expect(of({ responsible: '' })).toEqual(['RESPONSIBLE_REQUIRED', ['a1']]);
    expect(of({ responsible: { kind: 'person', id: PERSON } })).toBeUndefined();
  });

  it('ENG-018: names its guideline where it is clinical, or why there is none', () => {
    expect(of({ clinical: true })).toEqual(['GUIDELINE_REQUIRED', ['a1']]);
    expect(of({ clinical: false })).toBeUndefined();
    for (const said of ['guideline', 'guidelineReason', 'noGuidelineReason'])
      expect(of({ clinical: true, [said]: 'none exists' })).toBeUndefined();
  });
});

describe('a goal', () => {
  const of = (more: JsonObject) => lacking({ goals: [{ ...goal, ...more }] });

  it('is complete', () => {
    expect(of({})).toBeUndefined();
  });

  it('ENG-020: has a day, by whichever name, that the plan sees', () => {
    for (const name of ['target', 'targetDate', 'reviewOn', 'reviewDate']) {
      expect(of({ target: '', [name]: '2026-03-09' })).toBeUndefined();
      expect(of({ target: '', [name]: '2026-03-08' })).toEqual(['TIMESCALE_INVALID', ['g1']]);
    }
    for (const target of ['', 'soon', '2026-02-30']) expect(of({ target })).toEqual(['TIMESCALE_INVALID', ['g1']]);
  });

  it('ENG-021: is somebody’s', () => {
    expect(of({ owner: '' })).toEqual(['RESPONSIBLE_REQUIRED', ['g1']]);
    expect(of({ owner: '', responsible: { kind: 'person', id: PERSON } })).toBeUndefined();
  });

  it('ENG-049: traces to a need of an assessment; one that lists none holds any', () => {
    expect(of({ needId: 'n9' })).toEqual(['REFERENCE_NOT_FOUND', ['g1']]);
    expect(of({ assessmentId: 'B' })).toEqual(['REFERENCE_NOT_FOUND', ['g1']]);
    const before = { assessments: [{ assessmentId: 'A', needIds: [] }] };
    expect(lacking({ goals: [{ ...goal, needId: 'n9' }] }, {}, before)).toBeUndefined();
  });

  it('ENG-019: or an outcome, or a reason for neither', () => {
    const none = { goals: [], outcomes: [], involvement: 'spoke for himself' };
    expect(lacking(none)).toEqual(['REASON_REQUIRED', ['goals']]);
    expect(lacking({ ...none, goals: [goal] })).toBeUndefined();
    expect(lacking({ goals: [] })).toBeUndefined();
    expect(lacking({ ...none, noGoalsReason: 'wishes none' })).toBeUndefined();
  });
});

describe('an outcome', () => {
  const of = (...more: readonly JsonObject[]) =>
    lacking({ outcomes: more.map((one) => ({ outcomeId: 'o1', identifiedBy: 'the person', ...one })) });

  it('OUT-09, OUT-10: has steps that say what is done and by whom, unless it is met', () => {
    expect(of({ steps: [] })).toEqual(['STEP_REQUIRED', ['o1']]);
    expect(of({ status: 'met', steps: [] })).toBeUndefined();
    expect(of({ status: 'active', steps: [] })).toEqual(['STEP_REQUIRED', ['o1']]);
    expect(of({ steps: [step, { what: 'x' }] })).toEqual(['RESPONSIBLE_REQUIRED', ['o1']]);
    expect(of({ steps: [step, { responsible: 'sister' }] })).toEqual(['STEP_REQUIRED', ['o1.steps.what']]);
    for (const name of ['what', 'text', 'statement'])
      expect(of({ steps: [{ [name]: 'practise', responsible: 'sister' }] })).toBeUndefined();
  });

  it('OUT-21: was found with the person, or says how they took part', () => {
    const by = (evidence: JsonObject) => lacking({ outcomes: [{ outcomeId: 'o1', steps: [step], ...evidence }] });
    expect(by({})).toEqual(['MINIMUM_INVOLVEMENT', ['outcomes']]);
    expect(by({ personInvolved: false })).toEqual(['MINIMUM_INVOLVEMENT', ['outcomes']]);
    for (const name of ['identifiedBy', 'identifiedWith', 'personInvolved', 'involvement', 'evidence'])
      expect(by({ [name]: 'the person' })).toBeUndefined();
    expect(by({ personInvolved: true })).toBeUndefined();
  });
});

describe('a plan of a Scottish service', () => {
  const scottish = {
    profile: { penPicture: 'a baker' },
    identity: { statement: 'a gardener' },
    contingency: { crisisPlan: 'ring the sister' },
    health: { summary: 'well' },
    welfare: { summary: 'safe' },
    safety: { summary: 'alarm worn' },
  };
  const of = (more: JsonObject) => lacking({ ...scottish, ...more }, { jurisdiction: 'SCO' });

  it('has every section, and names each that says nothing', () => {
    expect(of({})).toBeUndefined();
    const sections = ['profile', 'identity', 'outcomes', 'needs', 'contingency', 'welfare', 'safety'];
    for (const section of sections) expect(of({ [section]: {} })).toEqual(['SECTION_MISSING', [section]]);
    expect(of({ routines: [] })).toEqual(['SECTION_MISSING', ['routine and choices']]);
    expect(of({ profile: {}, safety: { summary: ' ' } })).toEqual(['SECTION_MISSING', ['profile', 'safety']]);
    expect(lacking({ ...scottish, welfare: {} })).toBeUndefined();
  });

  it('may say of health among the domains of life', () => {
    const domains = complete['lifeDomains'] as JsonObject;
    expect(of({ health: {} })).toBeUndefined();
    expect(of({ health: {}, lifeDomains: { ...domains, health: '' } })).toEqual(['SECTION_MISSING', ['health']]);
  });
});

describe('a CPA plan', () => {
  const cpa = {
    professionals: [{ name: 'Synthetic psychiatrist', role: 'psychiatrist' }],
    changeActions: [{ trigger: 'stops sleeping', action: 'ring the team', who: 'the sister' }],
  };
  const of = (more: JsonObject, content: JsonObject = {}) =>
    lacking({ ...content, cpa: { ...cpa, ...more } }, { planKind: 'cpa' });

  it('asks for no more than its own and what every plan holds', () => {
    expect(of({}, { whatMatters: '', routines: [], responsibilities: {}, lifeDomains: {} })).toBeUndefined();
    expect(of({}, { personsView: '' })).toEqual(['PERSONS_VIEW_REQUIRED', ['personsView']]);
  });

  it('CPA-04: names a professional at least, each with name and role', () => {
    expect(of({ professionals: [] })).toEqual(['PROFESSIONAL_REQUIRED', ['cpa.professionals']]);
    expect(of({ professionals: [...cpa.professionals, { name: 'n' }, {}] })).toEqual([
      'PROFESSIONAL_REQUIRED',
      ['cpa.professionals[1].role', 'cpa.professionals[2].name', 'cpa.professionals[2].role'],
    ]);
  });

  it('CPA-05: says when things change what is done, and by whom', () => {
    expect(of({ changeActions: [] })).toEqual(['CONTINGENCY_REQUIRED', ['cpa.changeActions']]);
    expect(of({ changeActions: [{ trigger: 't' }] })).toEqual([
      'CONTINGENCY_REQUIRED',
      ['cpa.changeActions[0].action', 'cpa.changeActions[0].who'],
    ]);
    const elsewhere = (one: JsonObject) => of({ changeActions: [] }, { contingency: { changeActions: [one] } });
    expect(elsewhere(cpa.changeActions[0] ?? {})).toBeUndefined();
    expect(elsewhere({ action: 'a', who: 'w' })).toEqual([
      'CONTINGENCY_REQUIRED',
      ['contingency.changeActions[0].trigger'],
    ]);
  });
});

describe('a council’s plan', () => {
  const council = {
    eligibility: 'eligible',
    provision: 'visits',
    outcomes: 'x',
    budget: { total: 1 },
    advice: 'walks',
  };
  const of = (said: JsonObject, more: JsonObject = {}) =>
    lacking(
      { council: said, needs: [{ needId: 'n1', assessmentId: 'A' }], actions: [], outcomes: [], ...more },
      {
        planKind: 'localAuthority',
      },
    );

  it('ENG-057: holds what the Care Act asks for, in its own section or where else it is said', () => {
    expect(of(council)).toBeUndefined();
    expect(of({})).toEqual(['S25_CONTENT_MISSING', ['eligibility', 'provision', 'outcomes', 'budget', 'advice']]);
    expect(of(council, { needs: [] })).toEqual(['NEEDS_EMPTY', ['needs']]);
    expect(
      of({ ...council, eligibility: '' }, { needs: [{ needId: 'n1', eligible: true, assessmentId: 'A' }] }),
    ).toBeUndefined();
    expect(of({ ...council, provision: '', needsMet: ['n1'] })).toBeUndefined();
    expect(of({ ...council, provision: '' }, { actions: [action] })).toBeUndefined();
    expect(
      of({ ...council, outcomes: '' }, { outcomes: [{ outcomeId: 'o1', outcome: 'wash alone' }] }),
    ).toBeUndefined();
    expect(of(council, { needs: [{ needId: 'n1', assessmentId: 'B' }] })).toEqual(['REFERENCE_NOT_FOUND', ['n1']]);
  });
});
