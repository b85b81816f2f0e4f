import { languages } from '../../../words/languages.js';

export const words = languages(
  {
    title: 'Log contact',
    outcome: (name: string) => `What came of the contact with ${name}?`,
    how: 'How?',
    howHint: 'For example: at home, by telephone',
    note: 'What should others know?',
    save: 'Log this contact',
  },
  {
    title: 'Cofnodi cysylltiad',
    outcome: (name) => `Beth ddaeth o’r cysylltiad â ${name}?`,
    how: 'Sut?',
    howHint: 'Er enghraifft: gartref, dros y ffôn',
    note: 'Beth ddylai eraill ei wybod?',
    save: 'Cofnodi’r cysylltiad hwn',
  },
);

export type Words = (typeof words)['en'];
