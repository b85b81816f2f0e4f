import { page } from '../../../shell/page.js';
import { ownPlan } from '../own-record.js';
import { wrongForm } from './form.js';
import { WrongView } from './view.js';
import { words } from './words.js';

export const ownWrongPage = page({
  path: '/me/wrong',
  who: ['PE'],
  reads: ['listPlans', 'getPlan'],
  words,
  load: async (asked) => ({ plan: await ownPlan(asked) }),
  title: ({ title }) => title,
  view: WrongView,
  forms: [wrongForm],
  back: () => '/me',
});
