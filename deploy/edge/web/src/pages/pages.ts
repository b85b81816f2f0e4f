import type { Page } from '../shell/page.js';
import { OWN_PAGES } from './me/own-pages.js';
import { inspectAccessPage } from './inspect/access/page.js';
import { inspectAtPage } from './inspect/at/page.js';
import { inspectEvidence } from './inspect/evidence/page.js';
import { inspectListPage } from './inspect/list/page.js';
import { inspectOutcomesPage } from './inspect/outcomes/page.js';
import { inspectProofPage } from './inspect/proof/page.js';
import { inspectRecordPage } from './inspect/record/page.js';
import { breakGlassPage } from './people/break-glass/page.js';
import { purposePage, recordPurposePage } from './purpose/page.js';
import { todayPage } from './today/page.js';

/** Every page. What is not here is not served. */
export const PAGES: readonly Page[] = [
  todayPage,
  breakGlassPage,
  purposePage,
  recordPurposePage,
  inspectListPage,
  inspectRecordPage,
  inspectAtPage,
  inspectProofPage,
  inspectEvidence,
  inspectAccessPage,
  inspectOutcomesPage,
  ...OWN_PAGES,
];
