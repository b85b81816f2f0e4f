import { page } from '../../../shell/page.js';
import { HomeView } from './view.js';
import { words } from './words.js';

export const ownHomePage = page({
  path: '/me',
  who: ['PE'],
  reads: ['listSignOffs'],
  words,
  load: async ({ read }) => ({ waiting: (await read('listSignOffs', { query: { awaiting: 'me' } })).items.length }),
  title: ({ title }) => title,
  view: HomeView,
});
