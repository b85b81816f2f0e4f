import type { Page } from '../../shell/page.js';
import { overduePage } from '../overdue/page.js';
import { monthlyCheckPage } from './check/page.js';
import { notPracticablePage } from './not-practicable/page.js';
import { requestReviewPage } from './review/page.js';
import { personDuePage } from './shown/page.js';

/** What is due for a person, what becomes of it, and what is late in a service. */
export const DUE_PAGES: readonly Page[] = [
  overduePage,
  personDuePage,
  monthlyCheckPage,
  notPracticablePage,
  requestReviewPage,
];
