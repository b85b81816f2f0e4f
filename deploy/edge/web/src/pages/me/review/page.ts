import { page } from '../../../shell/page.js';
import { ownPlan } from '../own-record.js';
import { askForReviewForm } from './form.js';
import { AskForReviewView } from './view.js';
import { words } from './words.js';

export const ownReviewPage = page({
  path: '/me/review',
  who: ['PE'],
  reads: ['listPlans', 'getPlan'],
  words,
  load: async (asked) => ({ plan: await ownPlan(asked) }),
  title: ({ title }) => title,
  view: AskForReviewView,
  forms: [askForReviewForm],
  back: () => '/me',
});
