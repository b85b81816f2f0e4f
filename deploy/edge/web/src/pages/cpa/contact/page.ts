import { link } from '../../../shell/link.js';
import { page } from '../../../shell/page.js';
import { openCase } from '../open-case.js';
import { contactForm } from './form.js';
import { ContactView } from './view.js';
import { words } from './words.js';

export const cpaContactPage = page({
  path: '/people/:personId/cpa/contact',
  who: ['CC'],
  reads: ['listCases', 'getCase'],
  words,
  load: (asked) => openCase(asked),
  title: ({ title }) => title,
  view: ContactView,
  forms: [contactForm],
  back: (place) => link('/people/:personId/cpa', { personId: place('personId') }),
});
