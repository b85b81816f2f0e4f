import { present } from '@carethread/ledger';
/** Content that is complete enough to be proposed; synthetic throughout. */
export function planContent(
  { id, needIds }: { readonly id: string; readonly needIds: readonly string[] },
  cpa = false,
): object {
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
  const action = (actionId: string, what: string, needs: readonly string[]): object => ({
    actionId,
    what,
    how: 'together',
    when: 'daily 08:00',
    where: 'at home',
    responsible: 'care staff',
    needIds: needs,
  });
  return present({
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
        steps: [{ what: 'practise', responsible: 'keyworker' }],
      },
    ],
    goals: [
      {
        goalId: 'g1',
        statement: 'wash alone',
        method: 'practice',
        target: '2028-06-01',
        owner: 'keyworker',
        agreedOn: '2026-01-02',
        assessmentId: id,
        needId: needIds[0],
      },
    ],
    actions: [action('a1', 'morning wash', needIds), action('a2', 'meals', [])],
    preferences: {
      topics: Object.fromEntries(topics.map((topic) => [topic, { content: `about ${topic}` }])),
      items: [{ preferenceId: 'p1', text: 'breakfast at 8', actionId: 'a2' }],
    },
    routines: [{ routineId: 'r1', what: 'morning', start: '08:00', end: '09:00' }],
    lifeDomains: Object.fromEntries(
      ['health', 'social', 'family', 'mentalHealth', 'culture', 'spirituality'].map((domain) => [domain, 'well']),
    ),
    responsibilities: { service: 'care at home', limits: 'no nursing' },
    contingency: { copingStrategies: 'ring the sister', crisisPlan: 'ring the duty line' },
    health: { summary: 'stable' },
    welfare: { summary: 'safe' },
    safety: { summary: 'alarm worn' },
    communication: { needs: 'none' },
    cpa: cpa
      ? {
          social: 'a club',
          professionals: [{ name: 'Synthetic psychiatrist', role: 'psychiatrist', agency: 'trust' }],
          changeActions: [{ trigger: 'stops sleeping', action: 'ring the team', who: 'the sister' }],
        }
      : undefined,
  });
}
