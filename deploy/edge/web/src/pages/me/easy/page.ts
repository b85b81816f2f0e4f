import { page } from '../../../shell/page.js';
import { ownPlan } from '../own-record.js';
import { EasyPlanView } from './view.js';
import { words } from './words.js';

export const ownEasyPlanPage = page({
  path: '/me/plan/easy',
  who: ['PE'],
  reads: ['listPlans', 'getPlan'],
  words,
  load: async (asked) => ({ plan: await ownPlan(asked) }),
  title: ({ title }) => title,
  view: EasyPlanView,
  back: () => '/me',
});
