import { page } from '../../../shell/page.js';
import { breakGlassForm } from './form.js';
import { BreakGlassView } from './view.js';
import { words } from './words.js';

export const breakGlassPage = page({
  path: '/people/:personId/break-glass',
  who: ['KW', 'SM', 'CC'],
  words,
  load: () => Promise.resolve({}),
  title: ({ title }) => title,
  view: BreakGlassView,
  forms: [breakGlassForm],
});
