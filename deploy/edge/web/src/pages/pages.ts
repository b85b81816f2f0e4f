import type { Page } from '../shell/page.js';
import { caseloadPage } from './caseload/page.js';
import { cpaContactPage } from './cpa/contact/page.js';
import { cpaIndicatorsPage } from './cpa/indicators/page.js';
import { cpaLevelPage } from './cpa/level/page.js';
import { cpaPage } from './cpa/shown/page.js';
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
  caseloadPage,
  cpaPage,
  cpaContactPage,
  cpaIndicatorsPage,
  cpaLevelPage,
  inspectListPage,
  inspectRecordPage,
  inspectAtPage,
  inspectProofPage,
  inspectEvidence,
  inspectAccessPage,
  inspectOutcomesPage,
];
