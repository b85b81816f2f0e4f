import { page, type Page } from '../../shell/page.js';
import type { Languages } from '../../words/languages.js';
import { AboutView, type AboutWords } from './about-view.js';
import { accessibility } from './accessibility.js';
import { help } from './help.js';
import { privacy } from './privacy.js';

/** Anybody may read it, signed in or not: it reads nothing. */
const about = (path: '/help' | '/accessibility' | '/privacy', words: Languages<AboutWords>): Page =>
  page({
    path,
    who: 'anybody',
    words,
    load: () => Promise.resolve({}),
    title: ({ title }) => title,
    view: AboutView,
  });

export const ABOUT_PAGES: readonly Page[] = [
  about('/help', help),
  about('/accessibility', accessibility),
  about('/privacy', privacy),
];
