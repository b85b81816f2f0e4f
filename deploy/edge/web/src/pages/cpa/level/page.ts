import { link } from '../../../shell/link.js';
import { page } from '../../../shell/page.js';
import { openCase } from '../open-case.js';
import type { CpaLevel, Ground } from './cpa-level.js';
import { levelForm } from './form.js';
import { LevelView } from './view.js';
import { words } from './words.js';

export const cpaLevelPage = page({
  path: '/people/:personId/cpa/level',
  who: ['CC', 'TM'],
  reads: ['listCases', 'getCase'],
  alsoReads: ['listAssessments', 'listReviews'],
  words,
  load: async (asked): Promise<CpaLevel> => {
    const query = { personId: asked.place('personId') };
    const [found, assessments, reviews] = await Promise.all([
      openCase(asked),
      asked.readIfThere('listAssessments', { query }),
      asked.readIfThere('listReviews', { query }),
    ]);
    return {
      found,
      assessments: newestFirst(
        (assessments?.items ?? []).map(({ id, completedAt }) => ({ id, on: completedAt ?? undefined })),
      ),
      reviews: newestFirst((reviews?.items ?? []).map(({ id, closedAt }) => ({ id, on: closedAt }))),
    };
  },
  title: ({ title }) => title,
  view: LevelView,
  forms: [levelForm],
  back: (place) => link('/people/:personId/cpa', { personId: place('personId') }),
});

/** Those that are over, the newest first. */
function newestFirst(all: readonly { readonly id: string; readonly on: string | undefined }[]): readonly Ground[] {
  return all
    .flatMap(({ id, on }) => (on === undefined ? [] : { id, on }))
    .toSorted((one, other) => other.on.localeCompare(one.on));
}
