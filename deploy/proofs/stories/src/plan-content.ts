import type { Body } from './actor.js';

/** Every section that a provider plan of any profile asks for; each call is a fresh copy that a test may spoil. */
export function completeContent({ id, needIds }: { readonly id: string; readonly needIds: readonly string[] }): Body {
  const topics = [
    'wakingAndRising',
    'meals',
    'morning',
    'afternoon',
    'evening',
    'bedtime',
    'hygiene',
    'medicationAndHealth',
    'activitiesAndPeople',
    'likesAndDislikes',
  ];
  return {
    personsView: 'I want to stay at home',
    profile: { penPicture: 'likes company' },
    whatMatters: 'my garden',
    identity: { statement: 'a gardener' },
    needs: needIds.map((needId) => ({ needId, text: 'a need', assessmentId: id })),
    outcomes: [
      {
        outcomeId: 'o1',
        statement: 'wash alone',
        change: 'achieve',
        status: 'active',
        identifiedBy: 'the person',
        steps: [{ what: 'practise', responsible: { kind: 'staff', name: 'keyworker' } }],
      },
      {
        outcomeId: 'o2',
        statement: 'see friends',
        change: 'maintain',
        status: 'active',
        identifiedBy: 'the person',
        steps: [{ what: 'weekly visit', responsible: { kind: 'family', name: 'sister' } }],
      },
    ],
    goals: [
      {
        goalId: 'g1',
        statement: 'wash alone',
        method: 'practice each morning',
        target: '2027-06-01',
        owner: 'keyworker',
        agreedOn: '2026-01-02',
        assessmentId: id,
        needId: needIds[0],
      },
    ],
    actions: [
      {
        actionId: 'a1',
        what: 'morning wash',
        how: 'with prompting',
        when: 'daily 08:00',
        where: 'bathroom',
        responsible: 'care staff',
        needIds,
        promotes: ['independence'],
      },
      {
        actionId: 'a2',
        what: 'meals',
        how: 'prepared together',
        when: 'three times a day',
        where: 'kitchen',
        responsible: 'care staff',
        needIds: [],
        preferenceIds: ['p1'],
      },
      {
        actionId: 'a3',
        what: 'bed rail at night',
        how: 'raised at 22:00',
        when: 'nightly',
        where: 'bedroom',
        responsible: 'care staff',
        needIds: [],
      },
      {
        actionId: 'a4',
        what: 'wound dressing',
        how: 'as the guideline says',
        when: '3 visits a week',
        where: 'home',
        responsible: 'nurse',
        needIds: [],
        clinical: true,
        guideline: { title: 'synthetic guideline', issuingBody: 'synthetic body', edition: '2025' },
      },
    ],
    preferences: {
      topics: Object.fromEntries(topics.map((topic) => [topic, { content: `about ${topic}` }])),
      items: [{ preferenceId: 'p1', text: 'breakfast at 8', actionId: 'a2' }],
    },
    routines: [{ routineId: 'r1', what: 'morning', start: '08:00', end: '09:00' }],
    lifeDomains: {
      health: 'well',
      social: 'friends',
      family: 'sister',
      mentalHealth: 'good',
      culture: 'local',
      spirituality: 'chapel',
    },
    responsibilities: {
      service: 'care at home',
      limits: 'no nursing',
      matrix: [{ party: 'district nurse', contribution: 'dressings' }],
    },
    contingency: { copingStrategies: 'ring the sister', crisisPlan: 'ring the duty line' },
    health: { summary: 'stable' },
    welfare: { summary: 'safe' },
    safety: { summary: 'alarm worn' },
    communication: { needs: 'none' },
  };
}

/** What a council's plan holds, whatever it provides. */
export const councilContent = (needIds: readonly string[], provision = 'home care'): Body => ({
  needs: needIds.map((needId) => ({ needId, text: 'a need', eligible: true })),
  outcomes: [{ outcomeId: 'co1', statement: 'stay at home', steps: [{ what: 'visits', responsible: 'provider' }] }],
  council: {
    eligibility: 'eligible',
    provision,
    advice: 'exercise group',
    budget: { total: 3, council: 2, person: 1 },
  },
});
