import type { Page } from '../../shell/page.js';
import { checkPage, sentPage } from './check/page.js';
import { comparePage } from './compare/page.js';
import { draftPage } from './draft/page.js';
import { ITEM_PAGES } from './item/pages.js';
import { openPlanPage } from './new/page.js';
import { SECTION_PAGES } from './section/pages.js';
import { personsPlanPage, planPage } from './shown/page.js';
import { signaturesPage, signPage } from './sign/pages.js';
import { versionPage } from './versions/page.js';

/** Pages of a person’s plan. */
export const PLAN_PAGES: readonly Page[] = [
  personsPlanPage,
  openPlanPage,
  planPage,
  versionPage,
  comparePage,
  draftPage,
  ...SECTION_PAGES,
  ...ITEM_PAGES,
  checkPage,
  sentPage,
  signaturesPage,
  signPage,
];
