import { languages } from '../../../words/languages.js';

export const words = languages(
  {
    title: 'Who looked',
    lead: 'Every look at this record, the refused ones too. The person can read the same.',
    nobody: 'Nobody has looked.',
    head: ['When', 'Who', 'What for', 'What', 'Answer'],
    outcomes: {
      read: 'shown',
      listed: 'shown on a list',
      found: 'found by a search',
      delivered: 'sent to them',
      refused: 'refused',
    },
    noPurpose: 'their work',
    emergency: 'in an emergency',
    version: (no: number) => `version ${no}`,
    more: 'Later looks',
  },
  {
    title: 'Pwy edrychodd',
    lead: 'Pob edrychiad ar y cofnod hwn, gan gynnwys y rhai a wrthodwyd. Gall y person ddarllen yr un peth.',
    nobody: 'Nid oes neb wedi edrych.',
    head: ['Pryd', 'Pwy', 'I ba ddiben', 'Beth', 'Ateb'],
    outcomes: {
      read: 'dangoswyd',
      listed: 'dangoswyd ar restr',
      found: 'cafwyd trwy chwilio',
      delivered: 'anfonwyd atynt',
      refused: 'gwrthodwyd',
    },
    noPurpose: 'eu gwaith',
    emergency: 'mewn argyfwng',
    version: (no) => `fersiwn ${no}`,
    more: 'Edrychiadau diweddarach',
  },
);

export type Words = (typeof words)['en'];
