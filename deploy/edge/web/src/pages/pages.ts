import type { Page } from '../shell/page.js';
import { purposePage, recordPurposePage } from './purpose/page.js';
import { todayPage } from './today/page.js';

/** Every page. What is not here is not served. */
export const PAGES: readonly Page[] = [todayPage, purposePage, recordPurposePage];
