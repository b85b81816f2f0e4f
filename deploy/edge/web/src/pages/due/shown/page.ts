import { link } from '../../../shell/link.js';
import { page } from '../../../shell/page.js';
import type { PersonDue } from './person-due.js';
import { PersonDueView } from './view.js';
import { words } from './words.js';

export const personDuePage = page({
  path: '/people/:personId/due',
  who: ['AS', 'KW', 'CS', 'SM', 'RM', 'CC'],
  reads: ['listPersonsPlans', 'listPlanObligations'],
  words,
  load: async ({ read, readIfThere, place }): Promise<PersonDue> => {
    const { items } = await read('listPersonsPlans', { body: { ids: [place('personId')] } });
    const plans = await Promise.all(
      items
        .flatMap((one) => one.plans)
        .map(async ({ planId, planKind }) => {
          // A plan whose schedule has not been opened has none.
          const due = await readIfThere('listPlanObligations', { path: { id: planId } });
          return { planId, planKind, obligations: due?.items ?? [] };
        }),
    );
    return { plans };
  },
  title: ({ title }) => title,
  view: PersonDueView,
  back: (place) => link('/people/:personId', { personId: place('personId') }),
});
