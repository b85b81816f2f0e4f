import { page } from '../../../shell/page.js';
import { openCase } from '../open-case.js';
import type { CpaShown } from './cpa-shown.js';
import { CpaView } from './view.js';
import { words } from './words.js';

export const cpaPage = page({
  path: '/people/:personId/cpa',
  who: ['CC', 'TM'],
  reads: ['listCases', 'getCase', 'listStaffNames'],
  words,
  load: async (asked): Promise<CpaShown> => {
    const found = await openCase(asked);
    const ids = [found.coordinatorId, ...found.history.map(({ decidedBy }) => decidedBy)].flatMap((id) => id ?? []);
    const named =
      ids.length === 0 ? { items: [] } : await asked.read('listStaffNames', { body: { ids: [...new Set(ids)] } });
    return { found, names: new Map(named.items.map(({ id, name }) => [id, name])) };
  },
  title: ({ title }) => title,
  view: CpaView,
  back: () => '/caseload',
});
