import { page } from '../../../shell/page.js';
import { ownId, ownPlan } from '../own-record.js';
import { sayNoForm, sayYesForm, type YesNo } from './form.js';
import { YesNoView } from './view.js';
import { words } from './words.js';

export const ownYesNoPage = page({
  path: '/me/yes-no',
  who: ['PE'],
  reads: ['listPlans', 'getPlan', 'getPlanConsent', 'listSignOffs'],
  words,
  load: async (asked): Promise<YesNo> => {
    const [plan, waiting] = await Promise.all([
      ownPlan(asked),
      asked.read('listSignOffs', { query: { awaiting: 'me', limit: 20 } }),
    ]);
    const consent = plan && (await asked.readIfThere('getPlanConsent', { path: { planId: plan.id } }));
    return { plan, consent, personId: ownId(asked), waiting: waiting.items };
  },
  title: ({ title }) => title,
  view: YesNoView,
  forms: [sayNoForm, sayYesForm],
  back: () => '/me',
});
