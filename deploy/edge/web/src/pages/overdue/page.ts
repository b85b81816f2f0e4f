import { present } from '@carethread/ledger';
import type { QueryOf } from '../../api/operation.js';
import { page } from '../../shell/page.js';
import type { OverdueNow } from './overdue-now.js';
import { OverdueView } from './view.js';
import { words } from './words.js';

const MOST = 200;

export const overduePage = page({
  path: '/overdue',
  who: ['SM', 'RM'],
  reads: ['listObligations', 'listPersonsNames'],
  words,
  load: async ({ read, query: { after } }): Promise<OverdueNow> => {
    const late = await read('listObligations', {
      query: present<QueryOf<'listObligations'>>({ state: 'missed', limit: MOST, after }),
    });
    const ids = [...new Set(late.items.map(({ personId }) => personId))];
    const named = ids.length === 0 ? { items: [] } : await read('listPersonsNames', { body: { ids } });
    return { late, names: new Map(named.items.map(({ id, name }) => [id, name])) };
  },
  title: ({ title }) => title,
  view: OverdueView,
});
