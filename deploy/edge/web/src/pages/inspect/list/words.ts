import { languages } from '../../../words/languages.js';

export const words = languages(
  {
    title: 'Inspect',
    lead: 'Open a record to see what was recorded, when, and who looked.',
    find: 'Find a person by name or number',
    people: 'People',
    none: 'There is nobody whom you may look at.',
    noPlan: 'No plan',
    more: 'More people',
    version: (plan: string, no: number) => `${plan}, version ${no}`,
  },
  {
    title: 'Archwilio',
    lead: 'Agorwch gofnod i weld beth a gofnodwyd, pryd, a phwy edrychodd.',
    find: 'Dod o hyd i berson yn ôl enw neu rif',
    people: 'Pobl',
    none: 'Nid oes neb y cewch edrych arno.',
    noPlan: 'Dim cynllun',
    more: 'Mwy o bobl',
    version: (plan, no) => `${plan}, fersiwn ${no}`,
  },
);

export type Words = (typeof words)['en'];
