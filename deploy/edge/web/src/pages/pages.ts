import type { Page } from '../shell/page.js';
import { ABOUT_PAGES } from './about/about-pages.js';
import { CPA_PAGES } from './cpa/cpa-pages.js';
import { DUE_PAGES } from './due/due-pages.js';
import { INSPECT_PAGES } from './inspect/inspect-pages.js';
import { OWN_PAGES } from './me/own-pages.js';
import { breakGlassPage } from './people/break-glass/page.js';
import { findPage } from './find/page.js';
import { registerPage } from './people/new/page.js';
import { personPage } from './people/person/page.js';
import { PLAN_PAGES } from './plan/pages.js';
import { registeredPage } from './people/registered/page.js';
import { purposePage, recordPurposePage } from './purpose/page.js';
import { todayPage } from './today/page.js';

/** Every page. What is not here is not served. */
export const PAGES: readonly Page[] = [
  todayPage,
  findPage,
  registerPage,
  registeredPage,
  personPage,
  ...PLAN_PAGES,
  breakGlassPage,
  purposePage,
  recordPurposePage,
  ...INSPECT_PAGES,
  ...CPA_PAGES,
  ...DUE_PAGES,
  ...OWN_PAGES,
  ...ABOUT_PAGES,
];
