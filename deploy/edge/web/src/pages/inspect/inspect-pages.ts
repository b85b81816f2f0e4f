import type { Page } from '../../shell/page.js';
import { inspectAccessPage } from './access/page.js';
import { inspectAtPage } from './at/page.js';
import { inspectEvidence } from './evidence/page.js';
import { inspectListPage } from './list/page.js';
import { inspectOutcomesPage } from './outcomes/page.js';
import { inspectProofPage } from './proof/page.js';
import { inspectRecordPage } from './record/page.js';

/** What auditors, data protection officers and inspectors see of a record. */
export const INSPECT_PAGES: readonly Page[] = [
  inspectListPage,
  inspectRecordPage,
  inspectAtPage,
  inspectProofPage,
  inspectEvidence,
  inspectAccessPage,
  inspectOutcomesPage,
];
