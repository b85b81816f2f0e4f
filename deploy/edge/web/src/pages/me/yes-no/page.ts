import { page } from '../../../shell/page.js';
import { ownPlan } from '../own-record.js';
import { sayNoForm, sayYesForm, type YesNo } from './form.js';
import { YesNoView } from './view.js';
import { words } from './words.js';

export const ownYesNoPage = page({
  path: '/me/yes-no',
  who: ['PE'],
  reads: ['listPlans', 'getPlan', 'getPlanConsent'],
  words,
  load: async (asked): Promise<YesNo> => {
    const plan = await ownPlan(asked);
    return { plan, consent: plan && (await asked.readIfThere('getPlanConsent', { path: { planId: plan.id } })) };
  },
  title: ({ title }) => title,
  view: YesNoView,
  forms: [sayNoForm, sayYesForm],
  back: () => '/me',
});
