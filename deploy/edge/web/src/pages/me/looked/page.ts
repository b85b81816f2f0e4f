import { page } from '../../../shell/page.js';
import { ownId } from '../own-record.js';
import { looksIn } from './looks.js';
import { LookedView } from './view.js';
import { words } from './words.js';

/** So many lines stand on the page. */
const SHOWN = 100;

export const ownLookedPage = page({
  path: '/me/looked',
  who: ['PE'],
  reads: ['listPersonAccesses'],
  words,
  load: async (asked) => {
    const log = await asked.read('listPersonAccesses', {
      path: { personId: ownId(asked) },
      query: { fold: 'request' },
    });
    return { looks: looksIn(log.items).slice(0, SHOWN) };
  },
  title: ({ title }) => title,
  view: LookedView,
  back: () => '/me',
});
