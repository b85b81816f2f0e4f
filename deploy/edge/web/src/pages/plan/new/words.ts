import { languages } from '../../../words/languages.js';

export const words = languages(
  {
    title: 'Start a plan',
    text: (name: string) =>
      `You write the plan with ${name}, section by section. Nobody works from it before it is signed.`,
    open: 'Start the plan',
  },
  {
    title: 'Dechrau cynllun',
    text: (name) =>
      `Rydych yn ysgrifennu’r cynllun gyda ${name}, fesul adran. Nid oes neb yn gweithio ohono cyn iddo gael ei lofnodi.`,
    open: 'Dechrau’r cynllun',
  },
);

export type Words = (typeof words)['en'];
