import type { Page } from '../shell/page.js';
import { OWN_PAGES } from './me/own-pages.js';
import { breakGlassPage } from './people/break-glass/page.js';
import { todayPage } from './today/page.js';

/** Every page. What is not here is not served. */
export const PAGES: readonly Page[] = [todayPage, breakGlassPage, ...OWN_PAGES];
