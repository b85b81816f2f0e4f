import { page } from '../../../shell/page.js';
import { ownId } from '../own-record.js';
import { NextView } from './view.js';
import { words } from './words.js';

/** What others owe one another about a person is not the person's to do, or to wait for. */
const AMONG_STAFF: readonly string[] = ['reviewClosure', 'keyworkerFeedback', 'planUpdateAfterReview'];

export const ownNextPage = page({
  path: '/me/next',
  who: ['PE'],
  reads: ['listObligations'],
  words,
  load: async (asked) => {
    const { items } = await asked.read('listObligations', { query: { personId: ownId(asked), limit: 50 } });
    const due = items.filter(({ kind, status }) => status !== 'heldAwaitingClosure' && !AMONG_STAFF.includes(kind));
    return { due: due.toSorted((one, other) => one.dueAt.localeCompare(other.dueAt)) };
  },
  title: ({ title }) => title,
  view: NextView,
  back: () => '/me',
});
