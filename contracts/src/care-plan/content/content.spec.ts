import fc from 'fast-check';
import { fieldsOf } from '../../fields.js';
import { interpret, validateRequest } from '../../validate.js';
import { LIFE_DOMAINS, PREFERENCE_TOPICS } from '../../kinds.js';
import { contentFaults, sectionFaults } from './check.js';
import { LifeDomains } from './health.js';
import { PlanContentBody } from './plan-content.js';
import { Topics } from './preferences.js';

const faults = (content: unknown): readonly string[] =>
  contentFaults(content).map(({ pointer, says }) => `${pointer}: ${says}`);
const paths = (content: unknown): readonly string[] => contentFaults(content).map(({ pointer }) => pointer);

/** One of everything that is in use, under each of the names that it goes by. */
const whole = {
  personsView: 'I want to stay at home',
  profile: {
    penPicture: 'likes company',
    whatMatters: 'baking',
    contacts: [{ name: 'sister', phone: '01632 960001' }],
  },
  whatMatters: 'my garden',
  identity: { statement: 'a gardener' },
  history: { summary: 'a weaver', efforts: [{ date: '2026-01-02', by: 'keyworker', what: 'asked the sister' }] },
  importantPeople: [{ name: 'Synthetic Sister', relationship: 'sister' }],
  conditions: [{ name: 'asthma', understanding: 'knows it well' }],
  allergies: [{ substance: 'penicillin', reaction: 'rash' }, { name: 'nuts' }, { id: 'al1', name: 'latex' }],
  needs: [{ needId: 'n1', text: 'washing', assessmentId: 'A', eligible: true, domain: 'personalCare' }],
  strengths: [{ statement: 'cooks', notUsedReason: 'no kitchen' }],
  abilities: [{ statement: 'walks', needIds: ['n1'] }],
  outcomes: [
    {
      outcomeId: 'o1',
      statement: 'wash alone',
      baseline: 'with help',
      change: 'achieve',
      status: 'active',
      identifiedBy: 'the person',
      steps: [
        { what: 'practise', responsible: { kind: 'family', name: 'sister' }, by: '2026-06-01' },
        { what: 'a visit', responsible: 'keyworker' },
      ],
    },
    { outcomeId: 'o2', status: 'met' },
  ],
  goals: [
    {
      goalId: 'g1',
      statement: 'wash alone',
      method: 'practice',
      target: '2027-06-01',
      owner: 'keyworker',
      agreedOn: '2026-01-02',
      assessmentId: 'A',
      needId: 'n1',
    },
    { goalId: 'g2', reviewOn: '2027-06-01', responsible: { kind: 'staff', name: 'keyworker' }, status: 'met' },
    { goalId: 'g3', targetDate: '2028-02-29' },
  ],
  noGoalsReason: 'none now',
  actions: [
    {
      actionId: 'a1',
      what: 'wound dressing',
      how: 'as the guideline says',
      when: '3 visits a week',
      where: 'home',
      responsible: 'nurse',
      needIds: ['n1'],
      preferenceIds: ['p1'],
      promotes: ['independence'],
      clinical: true,
      guideline: { title: 'synthetic guideline', issuingBody: 'synthetic body', edition: '2025' },
    },
  ],
  preferences: {
    topics: { meals: { content: 'at eight' }, bedtime: { notAppropriateReason: 'no routine' }, morning: {} },
    items: [{ preferenceId: 'p1', text: 'breakfast at 8', actionId: 'a2', notMetReason: 'not safe' }],
  },
  routines: [{ routineId: 'r1', what: 'morning', start: '08:00', end: '09:00' }],
  lifeDomains: { health: 'well', culture: { summary: 'local' } },
  responsibilities: { service: 'care', limits: 'no nursing', matrix: [{ party: 'nurse', contribution: 'dressings' }] },
  riskLinks: [{ riskId: 'R', version: 1 }],
  restrictionLinks: [{ restrictionId: 'R1' }],
  specialistKeyInformation: [{ kind: 'dietary', text: 'soft diet' }],
  communication: { needs: 'hearing aid, left ear', recordingFormat: 'communicationLog' },
  discharge: [{ recommendations: 'exercise', rehabilitation: 'weekly' }],
  contingency: { copingStrategies: 'ring the sister', crisisPlan: 'ring the duty line' },
  futurePlanning: { anticipatory: 'at home', sensitivity: 'anticipatory' },
  legal: { advocacy: 'offered' },
  nonCareNotices: [{ text: 'soft diet', audience: 'kitchen' }],
  council: {
    eligibility: 'eligible',
    provision: 'home care',
    advice: 'a club',
    budget: { total: 3, council: 2, person: 1 },
  },
  cpa: {
    social: 'a club',
    level: 'standard',
    professionals: [{ id: 'x', name: 'Synthetic psychiatrist', role: 'psychiatrist', agency: 'trust' }],
    carers: [{ id: 'y', name: 'Synthetic carer' }],
    changeActions: [{ trigger: 'stops sleeping', action: 'ring the team', who: 'the sister' }],
  },
  health: { summary: 'stable' },
  welfare: { summary: 'safe' },
  safety: { summary: 'alarm worn' },
  rights: { summary: 'told' },
  contacts: [{ id: 'k1', name: 'sister', phone: '01632 960001' }],
  involvement: { how: 'spoke for themself' },
  nextReviewBy: '2026-06-01',
  name: { given: 'Synthetic' },
  identifiers: [{ scheme: 'local', value: '1' }],
  dates: { dateOfBirth: '1941-05-04' },
};

describe('the content of a plan', () => {
  it('has a shape for each section, and takes each under the names in use', () => {
    expect(faults(whole)).toEqual([]);
    expect(Object.keys(whole).sort()).toEqual([...fieldsOf(PlanContentBody).keys()].sort());
  });

  it('is saved half done: what is missing or blank is no fault of its shape', () => {
    const emptied = Object.fromEntries(
      Object.entries(whole).map(([name, value]) => [
        name,
        name === 'nextReviewBy' ? value : typeof value === 'string' ? '' : Array.isArray(value) ? [{}] : {},
      ]),
    );
    expect(faults(emptied)).toEqual([]);
    expect(faults({})).toEqual([]);
    expect(
      faults({ council: { eligibility: '', budget: {} }, cpa: { professionals: [{}], changeActions: [{}] } }),
    ).toEqual([]);
  });

  it('has a member for each standard topic and for each domain of life', () => {
    expect(PREFERENCE_TOPICS.filter((topic) => !fieldsOf(Topics).has(topic))).toEqual([]);
    expect(LIFE_DOMAINS.filter((domain) => !fieldsOf(LifeDomains).has(domain))).toEqual([]);
  });

  it.each<[string, object, string]>([
    [
      'of a goal',
      { goals: [{ tarjet: '2027-06-01' }] },
      '/content/goals/0/tarjet: is not known here; is target meant?',
    ],
    ['of an action', { actions: [{}, { waht: 'wash' }] }, '/content/actions/1/waht: is not known here; is what meant?'],
    [
      'of a step',
      { outcomes: [{ steps: [{ responsable: 'x' }] }] },
      '/content/outcomes/0/steps/0/responsable: is not known here; is responsible meant?',
    ],
    [
      'of a topic',
      { preferences: { topics: { bedtme: {} } } },
      '/content/preferences/topics/bedtme: is not known here; is bedtime meant?',
    ],
    [
      'of a budget',
      { council: { budget: { totl: 1 } } },
      '/content/council/budget/totl: is not known here; is total meant?',
    ],
    ['of the whole', { personView: 'x' }, '/content/personView: is not known here; is personsView meant?'],
    [
      'of a party',
      { goals: [{ owner: { kind: 'staff', nmae: 'x' } }] },
      '/content/goals/0/owner/nmae: is not known here; is name meant?',
    ],
  ])('a misspelt member %s is refused by its path', (_, content, fault) => {
    expect(faults(content)).toEqual([fault]);
  });

  it('a stranger is refused where it stands, and its name is not repeated', () => {
    expect(faults({ goals: [{ quokkazephyr: 1 }] })).toEqual([
      expect.stringMatching(/^\/content\/goals\/0: member 1 is not known here; known are .*target, targetDate/),
    ]);
  });

  it.each<[string, object, readonly string[]]>([
    ['a target in words', { goals: [{ target: 'soon' }] }, ['/content/goals/0/target']],
    ['a target in another form', { goals: [{ target: '31/12/2026' }] }, ['/content/goals/0/target']],
    ['a day that does not exist', { goals: [{ target: '2026-02-30' }] }, ['/content/goals/0/target']],
    ['the year 1', { goals: [{ target: '0001-01-01' }] }, ['/content/goals/0/target']],
    ['the year 9999', { goals: [{ agreedOn: '9999-12-31' }] }, ['/content/goals/0/agreedOn']],
    ['no time of day', { routines: [{ start: '25:00' }] }, ['/content/routines/0/start']],
    ['a time in words', { routines: [{ end: 'noon' }] }, ['/content/routines/0/end']],
    ['a number for words', { actions: [{ when: 8 }] }, ['/content/actions/0/when']],
    ['null', { actions: [{ what: null }] }, ['/content/actions/0/what']],
    ['words for a flag', { actions: [{ clinical: 'yes' }] }, ['/content/actions/0/clinical']],
    ['no such status', { outcomes: [{ status: 'banana' }] }, ['/content/outcomes/0/status']],
    ['no such change', { outcomes: [{ change: 'more' }] }, ['/content/outcomes/0/change']],
    ['text for a list', { allergies: 'none' }, ['/content/allergies']],
    ['texts for objects', { allergies: ['penicillin'] }, ['/content/allergies']],
    ['a list for an object', { profile: [] }, ['/content/profile']],
    ['text for an object', { profile: 'only a text' }, ['/content/profile']],
    ['an object for a list', { goals: { goalId: 'g1' } }, ['/content/goals']],
    ['half a penny', { council: { budget: { total: 0.5 } } }, ['/content/council/budget/total']],
    ['less than nothing', { council: { budget: { person: -1 } } }, ['/content/council/budget/person']],
    ['an id that is blank', { needs: [{ needId: ' ' }] }, ['/content/needs/0/needId']],
    ['ids that are no list', { actions: [{ needIds: { a: 1 } }] }, ['/content/actions/0/needIds']],
    ['a mark that consent alone sets', { actions: [{ doNotProvide: true }] }, ['/content/actions/0']],
    [
      'two faults',
      { goals: [{ target: 'soon' }], routines: [{ start: '8' }] },
      ['/content/goals/0/target', '/content/routines/0/start'],
    ],
  ])('%s is refused by its path', (_, content, expected) => {
    expect(paths(content)).toEqual(expected);
  });

  it.each([null, 'x', 1, [], undefined])('is an object, not %p', (content) => {
    expect(paths(content)).toEqual(['/content']);
  });

  it('a name holds nothing hidden; one with nothing to be seen is missing, which is said later', () => {
    const at = (name: string): unknown =>
      contentFaults({ importantPeople: [{ name }], conditions: [{ name: 'asthma', understanding: 'two\nlines' }] }).map(
        ({ pointer }) => pointer,
      );
    for (const name of ['Sister', '\u200b']) expect(at(name)).toEqual([]);
    for (const name of ['S\u202eretsi', 'S\u200bister', 'S\nister', '\u202e'])
      expect(at(name)).toEqual(['/content/importantPeople/0/name']);
    expect(contentFaults({ conditions: [{ understanding: 'a\u202eb' }] })).toHaveLength(1);
  });

  it('twenty faults at most are named', () => {
    expect(paths({ goals: Array.from({ length: 500 }, () => ({ target: 'soon' })) })).toHaveLength(20);
  });

  describe('a time that ends before it starts', () => {
    const night = { what: 'at night', start: '22:00', end: '07:00' };
    it.each<[string, object, string]>([
      ['a routine', { routines: [night] }, '/content/routines/0/end'],
      ['a routine by its other names', { routines: [{ from: '22:00', to: '07:00' }] }, '/content/routines/0/to'],
      ['an action', { actions: [{ start: '22:00', end: '07:00' }] }, '/content/actions/0/end'],
      ['a preference', { preferences: { items: [night] } }, '/content/preferences/items/0/end'],
      [
        'the rising on Sundays',
        { preferences: { topics: { wakingAndRising: { sunday: { from: '09:30', to: '08:00' } } } } },
        '/content/preferences/topics/wakingAndRising/sunday/to',
      ],
    ])('of %s is refused', (_, content, path) => {
      expect(faults(content)).toEqual([expect.stringMatching(`^${path}: is before (start|from); overnight: true`)]);
    });

    it('lasts over midnight where it says so', () => {
      expect(faults({ routines: [{ ...night, overnight: true }] })).toEqual([]);
      expect(paths({ routines: [{ ...night, overnight: false }] })).toEqual(['/content/routines/0/end']);
      expect(paths({ routines: [{ ...night, overnight: 'yes' }] })).toEqual(['/content/routines/0/overnight']);
    });
  });

  it.each<[string, object, readonly string[]]>([
    ['two actions', { actions: [{ actionId: 'a1' }, {}, { actionId: 'a1' }] }, ['/content/actions/2/actionId']],
    ['two names of the id', { needs: [{ needId: 'n1' }, { id: 'n1' }] }, ['/content/needs/1/id']],
    [
      'two contacts',
      { contacts: [{ id: 'k1' }, { id: 'k1' }, { id: 'k1' }] },
      ['/content/contacts/1/id', '/content/contacts/2/id'],
    ],
    [
      'two preferences',
      { preferences: { items: [{ preferenceId: 'p1' }, { preferenceId: 'p1' }] } },
      ['/content/preferences/items/1/preferenceId'],
    ],
  ])('R12: %s of one list have no id in common', (_, content, expected) => {
    expect(paths(content)).toEqual(expected);
  });

  it('R12: an id may be used again in another section, and to name what an item belongs to', () => {
    expect(
      faults({
        needs: [{ needId: 'x' }],
        goals: [
          { goalId: 'x', needId: 'x' },
          { goalId: 'y', needId: 'x' },
        ],
      }),
    ).toEqual([]);
  });

  it('one section is checked alone, for what a correction or a change puts there', () => {
    const contact = { id: 'k1', name: 'sister', phone: '01632 960999' };
    expect(sectionFaults('contacts', [contact])).toEqual([]);
    expect(sectionFaults('contacts', contact, '/to')).toEqual([
      { pointer: '/to', rule: 'type', says: expect.stringContaining('list of objects') },
    ]);
    expect(sectionFaults('contacts', [{ phon: '1' }], '/to')).toEqual([
      { pointer: '/to/0/phon', rule: 'unknown', says: 'is not known here; is phone meant?' },
    ]);
    expect(sectionFaults('nope', 'x', '/field')).toEqual([
      { pointer: '/field', rule: 'unknown', says: 'is no section of a plan' },
    ]);
  });

  it('is judged alike by the compiled check and by the one that names the faults, whatever is changed in it', () => {
    const spoilt = fc.tuple(
      fc.nat(),
      fc.oneof(
        fc.json().map((json) => JSON.parse(json) as unknown),
        fc.constant('soon'),
      ),
    );
    fc.assert(
      fc.property(spoilt, ([place, junk]) => {
        let nth = 0;
        const spoil = (value: unknown): unknown => {
          nth += 1;
          if (nth === (place % 400) + 1) return junk;
          if (Array.isArray(value)) return value.map(spoil);
          if (typeof value !== 'object' || value === null) return value;
          return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, spoil(one)]));
        };
        const content = spoil(whole);
        expect(validateRequest(PlanContentBody, content).ok).toBe(interpret(PlanContentBody, content).length === 0);
      }),
      { numRuns: 500 },
    );
  });
});
