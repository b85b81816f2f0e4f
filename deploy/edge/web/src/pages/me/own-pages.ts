import type { Page } from '../../shell/page.js';
import { ownEasyPlanPage } from './easy/page.js';
import { ownTeamPage } from './team/page.js';
import { ownHomePage } from './home/page.js';
import { ownLookedPage } from './looked/page.js';
import { ownNextPage } from './next/page.js';
import { ownPlanPage } from './plan/page.js';
import { ownReviewPage } from './review/page.js';
import { ownWrongPage } from './wrong/page.js';
import { ownYesNoPage } from './yes-no/page.js';

/** The person's own door: each question a page, two steps from sign-in. */
export const OWN_PAGES: readonly Page[] = [
  ownHomePage,
  ownPlanPage,
  ownEasyPlanPage,
  ownNextPage,
  ownTeamPage,
  ownLookedPage,
  ownYesNoPage,
  ownWrongPage,
  ownReviewPage,
];
