import { blankEntries } from '@carethread/contracts';
import type { JsonObject } from '@carethread/ledger';
import { said } from './content.js';
import { content, day, Life, started } from './testing/life.js';

const latex = { id: 'l1', name: 'latex' };
const UNSEEN = '\u200b\u2060\u00ad \ufeff';
const proposing = (more: JsonObject): unknown => {
  const life = new Life();
  try {
    life.does({ type: 'ProposeVersion', content: { ...content, ...more } });
    return 'proposed';
  } catch (error) {
    const { code, items } = error as { code: string; items: readonly string[] };
    return [code, ...items];
  }
};

describe('R39: presence is not enough', () => {
  it('R39: words that nobody sees are not said', () => {
    for (const nothing of ['', ' \n', UNSEEN, [], {}, [{}], [''], { a: [UNSEEN] }, null])
      expect(said(nothing)).toBe(false);
    for (const something of ['x', '?', '\u{1F600}', 0, false, { a: { b: 'x' } }, ['', 'x']])
      expect(said(something)).toBe(true);
  });

  it.each<[string, JsonObject, readonly string[]]>([
    ['a contact', { contacts: [{}] }, ['SECTION_MISSING', 'contacts[0]']],
    ['an important person', { importantPeople: [{ name: 'Ann' }, {}] }, ['SECTION_MISSING', 'importantPeople[1]']],
    ['an allergy', { allergies: [{ allergyId: 'l1', name: UNSEEN }] }, ['SECTION_MISSING', 'allergies[0]']],
    ['a strength', { strengths: [{ strengthId: 's1', text: ' ' }] }, ['SECTION_MISSING', 'strengths[0]']],
    ['a routine', { routines: [{ routineId: 'r1' }] }, ['SECTION_MISSING', 'routines[0]']],
    ['a preference', { preferences: { extras: [{ id: 'p' }] } }, ['SECTION_MISSING', 'preferences.extras[0]']],
    ['a goal', { goals: [{ goalId: 'g1' }] }, ['SECTION_MISSING', 'goals[0]']],
    ['a step', { goals: [{ goalId: 'g1', goal: 'cook', steps: [{}] }] }, ['SECTION_MISSING', 'goals[0].steps[0]']],
    ['an emergency contact', { contingency: { contacts: [{}] } }, ['SECTION_MISSING', 'contingency.contacts[0]']],
    [
      'a change action',
      { contingency: { changeActions: [{}, { trigger: 't', what: 'w' }] } },
      [
        'CONTINGENCY_REQUIRED',
        'contingency.changeActions[0].trigger',
        'contingency.changeActions[0].action',
        'contingency.changeActions[0].who',
        'contingency.changeActions[1].who',
      ],
    ],
    [
      'a professional',
      { cpa: { professionals: [{ name: UNSEEN, role: 'nurse' }] } },
      ['PROFESSIONAL_REQUIRED', 'cpa.professionals[0].name'],
    ],
  ])('R39: %s says something, on a plan of any kind', (_, more, refused) => {
    expect(proposing(more)).toEqual(refused);
  });

  it('R39: what only points at a record needs no words', () => {
    expect(blankEntries({ needs: [{ needId: 'n1' }], riskLinks: [{ riskId: 'r' }], restrictionLinks: [{}] })).toEqual([
      'restrictionLinks[0]',
    ]);
  });

  it.each<[string, JsonObject, readonly string[]]>([
    ['a need', { actions: [{ actionId: 'a1', what: 'w', needIds: ['n1', 'n9'] }] }, ['actions[0].needIds[1]']],
    ['a need of a goal', { goals: [{ goalId: 'g1', goal: 'g', needId: 'n9' }] }, ['goals[0].needId']],
    ['a goal', { actions: [{ actionId: 'a1', what: 'w', goalIds: ['g9'] }] }, ['actions[0].goalIds[0]']],
    ['an outcome', { actions: [{ actionId: 'a1', what: 'w', outcomeId: 'o9' }] }, ['actions[0].outcomeId']],
    ['a preference', { actions: [{ actionId: 'a1', what: 'w', preferenceId: 'p9' }] }, ['actions[0].preferenceId']],
    ['a strength', { actions: [{ actionId: 'a1', what: 'w', strengthIds: ['s9'] }] }, ['actions[0].strengthIds[0]']],
    [
      'an action',
      { preferences: { items: [{ preferenceId: 'p1', text: 'tea', actionId: 'a9' }] } },
      ['preferences.items[0].actionId'],
    ],
    [
      'an action of a step',
      { outcomes: [{ outcomeId: 'o1', outcome: 'bake', steps: [{ what: 's', actionId: 'a9' }] }] },
      ['outcomes[0].steps[0].actionId'],
    ],
  ])('R39: %s that an entry points at is there', (_, more, at) => {
    expect(proposing(more)).toEqual(['REFERENCE_NOT_FOUND', ...at]);
  });

  it('R39: needs of the assessment, topics and whatever the plan holds are there', () => {
    expect(
      proposing({
        needs: [{ needId: 'own', need: 'walks', assessmentId: 'A', eligible: true }],
        strengths: [{ strengthId: 's1', text: 'sings', goalIds: ['g1'] }],
        goals: [{ goalId: 'g1', goal: 'cook', needId: 'own', outcomeIds: ['o1'] }],
        preferences: { items: [{ preferenceId: 'p1', text: 'tea', actionId: 'a1' }] },
        actions: [
          { actionId: 'a1', what: 'w', needIds: ['n1', 'own'], preferenceIds: ['p1', 'meals'], strengthIds: ['s1'] },
        ],
      }),
    ).toBe('proposed');
  });

  it('R39: a pointer that was there stays readable once its target is taken out; saving refuses neither', () => {
    const life = new Life().amends({ ...content, preferences: { items: [{ id: 'p1', text: 'tea', actionId: 'a2' }] } });
    const [first] = content['actions'] as readonly JsonObject[];
    life.does({ type: 'SaveDraft', content: { contacts: [{}], goals: [{ goalId: 'g', needId: 'n9' }] } });
    life.does({ type: 'SaveDraft', content: { contacts: [], goals: [] } });
    life.amends({ actions: [first ?? {}] });
    expect(life.at(0)['actions']).toEqual([first]);
  });

  it('R39, R12: a correction that says nothing wipes nothing', () => {
    const life = started().on(1);
    const to = (value: JsonObject[] | JsonObject, more: object = {}): unknown => {
      try {
        life.does({
          type: 'RecordCorrection',
          field: 'allergies',
          to: value,
          reason: 'letter',
          effectiveFrom: day(1),
          appliesToVersions: [1],
          ...more,
        });
        return 'recorded';
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    for (const name of ['', ' ', UNSEEN]) {
      expect(to([{ name }])).toBe('MALFORMED');
      expect(to([{ id: 'l1', name }])).toBe('MALFORMED');
      expect(to({ name }, { op: 'add' })).toBe('MALFORMED');
      expect(to({ name }, { field: 'allergies.l1' })).toBe('MALFORMED');
      expect(to(name as never, { field: 'allergies.l1.name' })).toBe('MALFORMED');
      expect(to({ penPicture: name }, { field: 'profile' })).toBe('MALFORMED');
    }
    expect(life.at(1)['allergies']).toEqual([latex]);
    expect(to([])).toBe('recorded');
    expect(life.at(1)['allergies']).toEqual([]);
  });
});
