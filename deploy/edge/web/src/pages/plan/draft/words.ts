import { languages } from '../../../words/languages.js';

export const words = languages(
  {
    title: 'Draft of the plan',
    lead: (name: string) => `Write it with ${name}. You can leave it and come back at any time.`,
    empty: 'Not started',
    filled: 'Filled in',
    needs: (count: number) => (count === 1 ? 'One thing to put right' : `${count} things to put right`),
    sections: 'Sections',
    check: 'Check the draft',
    ready: 'The draft can be sent for signature.',
  },
  {
    title: 'Drafft o’r cynllun',
    lead: (name) => `Ysgrifennwch ef gyda ${name}. Gallwch ei adael a dod yn ôl unrhyw bryd.`,
    empty: 'Heb ei ddechrau',
    filled: 'Wedi ei lenwi',
    needs: (count) => (count === 1 ? 'Un peth i’w gywiro' : `${count} o bethau i’w cywiro`),
    sections: 'Adrannau',
    check: 'Gwirio’r drafft',
    ready: 'Gellir anfon y drafft i’w lofnodi.',
  },
);

export type Words = (typeof words)['en'];
