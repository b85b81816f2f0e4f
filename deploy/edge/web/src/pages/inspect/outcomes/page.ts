import { page } from '../../../shell/page.js';
import type { InspectOutcomes } from './inspect-outcomes.js';
import { InspectOutcomesView } from './view.js';
import { words } from './words.js';

export const inspectOutcomesPage = page({
  path: '/inspect/:personId/outcomes',
  who: ['AU', 'DP', 'RI'],
  reads: ['getPersonOutcomeEvidence', 'getPlan'],
  words,
  load: async ({ read, readIfThere, place }): Promise<InspectOutcomes> => {
    const evidence = await read('getPersonOutcomeEvidence', { path: { personId: place('personId') } });
    const planId = evidence.plans.find(({ outcomeIds }) => outcomeIds.length > 0)?.planId;
    const plan = planId === undefined ? undefined : await readIfThere('getPlan', { path: { id: planId } });
    const outcomes = plan?.current?.content.outcomes ?? [];
    return {
      evidence,
      names: new Map(
        outcomes.flatMap(({ id, outcomeId, statement, outcome, what, text }) => {
          const key = id ?? outcomeId;
          const name = statement ?? outcome ?? what ?? text;
          return key === undefined || name === undefined ? [] : [[key, name] as const];
        }),
      ),
    };
  },
  title: ({ title }) => title,
  view: InspectOutcomesView,
});
