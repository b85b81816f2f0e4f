import { languages } from '../../../words/languages.js';

export const words = languages(
  {
    title: 'Something is wrong',
    lead: 'Tell us what is not right. Your words are kept with your plan, and nobody can change them.',
    none: 'You have no plan yet, so nothing can be added to it. Ask your keyworker, or ring the council.',
    about: 'What is it about?',
    aboutHint: 'For example: my meals.',
    what: 'What is wrong?',
    send: 'Send my words',
    earlier: 'What you said before',
    answer: (day: string) => `You get an answer by ${day}.`,
  },
  {
    title: 'Mae rhywbeth o’i le',
    lead: 'Dywedwch wrthym beth sydd ddim yn iawn. Cedwir eich geiriau gyda’ch cynllun, ac ni all neb eu newid.',
    none: 'Nid oes gennych gynllun eto, felly ni ellir ychwanegu dim ato. Gofynnwch i’ch gweithiwr allweddol.',
    about: 'Am beth mae hyn?',
    aboutHint: 'Er enghraifft: fy mhrydau bwyd.',
    what: 'Beth sydd o’i le?',
    send: 'Anfon fy ngeiriau',
    earlier: 'Beth ddywedoch chi o’r blaen',
    answer: (day) => `Cewch ateb erbyn ${day}.`,
  },
);

export type Words = (typeof words)['en'];
