import { page } from '../../../shell/page.js';
import { ownPlan } from '../own-record.js';
import { OwnPlanView } from './view.js';
import { words } from './words.js';

export const ownPlanPage = page({
  path: '/me/plan',
  who: ['PE'],
  reads: ['listPlans', 'getPlan'],
  words,
  load: async (asked) => ({ plan: await ownPlan(asked) }),
  title: ({ title }) => title,
  view: OwnPlanView,
  back: () => '/me',
});
