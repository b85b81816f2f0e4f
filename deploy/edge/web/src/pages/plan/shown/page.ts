import { Refused } from '../../../api/refused.js';
import { link } from '../../../shell/link.js';
import { page } from '../../../shell/page.js';
import { readForm } from './form.js';
import { PLAN_READS, planModel } from './plan-model.js';
import { PlanView } from './view.js';
import { words } from './words.js';

const READERS = ['AS', 'KW', 'CS', 'SM', 'RM', 'CC'] as const;

export const planPage = page({
  path: '/people/:personId/plan/:planId',
  who: READERS,
  reads: PLAN_READS,
  words,
  load: (asked) => planModel(asked, asked.place('planId')),
  title: ({ title }) => title,
  view: PlanView,
  forms: [readForm],
  back: (place) => link('/people/:personId', { personId: place('personId') }),
});

/** The plan that the user works from: their own organisation’s, else whichever is there. */
export const personsPlanPage = page({
  path: '/people/:personId/plan',
  who: READERS,
  reads: [...PLAN_READS, 'listPersonsPlans'],
  words,
  load: async (asked) => {
    const { items } = await asked.read('listPersonsPlans', { body: { ids: [asked.place('personId')] } });
    const plans = items.flatMap((item) => item.plans).filter(({ state }) => state !== 'closed');
    const own = plans.find(({ organisationId }) => organisationId === asked.user.organisationId) ?? plans[0];
    if (own === undefined) throw new Refused(404, 'NOT_FOUND', [], '');
    return planModel(asked, own.planId);
  },
  title: ({ title }) => title,
  view: PlanView,
  forms: [readForm],
  back: (place) => link('/people/:personId', { personId: place('personId') }),
});
