import { languages } from '../../words/languages.js';

export const words = languages(
  {
    title: 'Why do you look?',
    lead: 'Each look is kept with its purpose. The person can read it.',
    purpose: 'Purpose',
    sentence: 'In a sentence, what are you looking into?',
    sentenceHint: 'Name no person. For example: “Yearly audit of plans that were suspended”.',
    go: 'Continue',
  },
  {
    title: 'Pam ydych chi’n edrych?',
    lead: 'Cedwir pob edrychiad gyda’i bwrpas. Gall y person ei ddarllen.',
    purpose: 'Pwrpas',
    sentence: 'Mewn brawddeg, i beth ydych chi’n ymchwilio?',
    sentenceHint: 'Peidiwch ag enwi neb. Er enghraifft: “Archwiliad blynyddol o gynlluniau a ataliwyd”.',
    go: 'Parhau',
  },
);

export type Words = (typeof words)['en'];
