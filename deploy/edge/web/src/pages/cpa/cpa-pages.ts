import type { Page } from '../../shell/page.js';
import { caseloadPage } from '../caseload/page.js';
import { cpaContactPage } from './contact/page.js';
import { cpaIndicatorsPage } from './indicators/page.js';
import { cpaLevelPage } from './level/page.js';
import { cpaPage } from './shown/page.js';

/** The care programme approach: the caseload, and a case with what is recorded of it. */
export const CPA_PAGES: readonly Page[] = [caseloadPage, cpaPage, cpaContactPage, cpaIndicatorsPage, cpaLevelPage];
