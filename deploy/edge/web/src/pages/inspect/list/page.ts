import { page } from '../../../shell/page.js';
import { InspectListView } from './view.js';
import { words } from './words.js';

const PEOPLE = 25;

export const inspectListPage = page({
  path: '/inspect',
  who: ['AU', 'DP', 'RI'],
  reads: ['listPeople'],
  words,
  load: ({ read, query: { after } }) =>
    read('listPeople', { query: after === undefined ? { limit: PEOPLE } : { limit: PEOPLE, after } }),
  title: ({ title }) => title,
  view: InspectListView,
});
