import { languages } from '../../../words/languages.js';

export const words = languages(
  {
    title: 'Open this record in an emergency',
    lead: 'Do this only if somebody’s safety depends on it.',
    effects: [
      'You see the record for 60 minutes.',
      'The data protection officer is told at once.',
      'The person sees that you looked, and why.',
    ],
    reason: 'Why do you need to see it now?',
    reasonHint: 'Say what happened. The person can read this.',
    open: 'Open the record for 60 minutes',
  },
  {
    title: 'Agor y cofnod hwn mewn argyfwng',
    lead: 'Gwnewch hyn dim ond os yw diogelwch rhywun yn dibynnu arno.',
    effects: [
      'Byddwch yn gweld y cofnod am 60 munud.',
      'Caiff y swyddog diogelu data wybod ar unwaith.',
      'Bydd y person yn gweld eich bod wedi edrych, a pham.',
    ],
    reason: 'Pam mae angen i chi ei weld nawr?',
    reasonHint: 'Dywedwch beth ddigwyddodd. Gall y person ddarllen hwn.',
    open: 'Agor y cofnod am 60 munud',
  },
);

export type Words = (typeof words)['en'];
