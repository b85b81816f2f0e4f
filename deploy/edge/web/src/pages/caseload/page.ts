import { present } from '@carethread/ledger';
import type { QueryOf } from '../../api/operation.js';
import { page } from '../../shell/page.js';
import { CaseloadView } from './view.js';
import { words } from './words.js';

const PEOPLE = 50;

/** A co-ordinator sees their own people, a team manager those of the team. */
export const caseloadPage = page({
  path: '/caseload',
  who: ['CC', 'TM'],
  reads: ['listCaseload'],
  words,
  load: ({ read, user, query: { after } }) =>
    read('listCaseload', {
      query: present<QueryOf<'listCaseload'>>({ mine: user.role === 'CC' ? 'true' : undefined, limit: PEOPLE, after }),
    }),
  title: ({ title }) => title,
  view: CaseloadView,
});
