import { present } from '@carethread/ledger';
import type { QueryOf } from '../../../api/operation.js';
import { page } from '../../../shell/page.js';
import { InspectAccessView } from './view.js';
import { words } from './words.js';

const LOOKS = 50;

export const inspectAccessPage = page({
  path: '/inspect/:personId/access',
  who: ['AU', 'DP', 'RM'],
  reads: ['listPersonAccesses'],
  words,
  load: ({ read, place, query: { after } }) =>
    read('listPersonAccesses', {
      path: { personId: place('personId') },
      query: present<QueryOf<'listPersonAccesses'>>({ fold: 'request', limit: LOOKS, after }),
    }),
  title: ({ title }) => title,
  view: InspectAccessView,
});
