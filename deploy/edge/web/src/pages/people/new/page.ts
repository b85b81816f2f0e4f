import { page } from '../../../shell/page.js';
import { registerForm } from './form.js';
import { RegisterView } from './view.js';
import { words } from './words.js';

export const registerPage = page({
  path: '/people/new',
  who: ['AS', 'KW', 'SM', 'RM', 'CC', 'TM'],
  words,
  load: () => Promise.resolve({}),
  title: ({ title }) => title,
  view: RegisterView,
  forms: [registerForm],
  back: () => '/find',
});
