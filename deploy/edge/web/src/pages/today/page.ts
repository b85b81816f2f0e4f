import { present } from '@carethread/ledger';
import type { QueryOf } from '../../api/operation.js';
import { page } from '../../shell/page.js';
import { TodayView } from './view.js';
import { words } from './words.js';

/** So many pieces of work stand beside the people: the most urgent first. */
const WORK = 15;

export const todayPage = page({
  path: '/today',
  who: ['KW'],
  reads: ['listPeople', 'listWork'],
  words,
  load: async ({ read, query }) => {
    const after = query['after'];
    const [people, work] = await Promise.all([
      read('listPeople', { query: present<QueryOf<'listPeople'>>({ mine: 'true', limit: 50, after }) }),
      read('listWork', { query: { mine: 'true', limit: WORK } }),
    ]);
    return { people, work };
  },
  title: ({ title }) => title,
  view: TodayView,
});
