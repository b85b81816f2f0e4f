import { page } from '../../shell/page.js';
import { findForm } from './form.js';
import { searchNoted } from './found.js';
import { FindView } from './view.js';
import { words } from './words.js';

export const findPage = page({
  path: '/find',
  who: ['AS', 'KW', 'CS', 'SM', 'RM', 'CC', 'TM'],
  words,
  load: async ({ query, noted }) => ({ search: searchNoted(await noted(query['results'])) }),
  title: ({ title }) => title,
  view: FindView,
  forms: [findForm],
});
