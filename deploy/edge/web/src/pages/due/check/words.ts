import { languages } from '../../../words/languages.js';

export const words = languages(
  {
    title: 'Record a monthly check',
    view: (name: string) => `What does ${name} say, in their own words?`,
    findings: 'What have you found?',
    review: 'This should lead to a review',
    save: 'Record this check',
  },
  {
    title: 'Cofnodi gwiriad misol',
    view: (name) => `Beth mae ${name} yn ei ddweud, yn ei eiriau ei hun?`,
    findings: 'Beth rydych wedi’i ganfod?',
    review: 'Dylai hyn arwain at adolygiad',
    save: 'Cofnodi’r gwiriad hwn',
  },
);

export type Words = (typeof words)['en'];
