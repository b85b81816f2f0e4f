import { link } from '../../../shell/link.js';
import { page } from '../../../shell/page.js';
import { openCase } from '../open-case.js';
import type { CpaIndicators } from './cpa-indicators.js';
import { indicatorsForm } from './form.js';
import { IndicatorsView } from './view.js';
import { words } from './words.js';

export const cpaIndicatorsPage = page({
  path: '/people/:personId/cpa/indicators',
  who: ['CC'],
  reads: ['listCases', 'getCase', 'listRiskAssessments'],
  words,
  load: async (asked): Promise<CpaIndicators> => {
    const [found, risks] = await Promise.all([
      openCase(asked),
      asked.read('listRiskAssessments', { query: { personId: asked.place('personId') } }),
    ]);
    return { found, risks: risks.items };
  },
  title: ({ title }) => title,
  view: IndicatorsView,
  forms: [indicatorsForm],
  back: (place) => link('/people/:personId/cpa', { personId: place('personId') }),
});
