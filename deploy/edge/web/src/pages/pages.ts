import type { Page } from '../shell/page.js';
import { breakGlassPage } from './people/break-glass/page.js';
import { purposePage, recordPurposePage } from './purpose/page.js';
import { todayPage } from './today/page.js';

/** Every page. What is not here is not served. */
export const PAGES: readonly Page[] = [todayPage, breakGlassPage, purposePage, recordPurposePage];
