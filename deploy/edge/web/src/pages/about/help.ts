import { languages } from '../../words/languages.js';
import type { AboutWords } from './about-view.js';

export const help = languages<AboutWords>(
  {
    title: 'Help',
    sections: [
      {
        heading: 'Start',
        lines: [
          'Sign in with the account that your organisation gave you. If you have more than one role, choose the one that you work in now.',
          'The first page shows what to do next. The menu leads to everything else that your role may open.',
        ],
      },
      {
        heading: 'Your words are kept',
        lines: [
          'If something is missing or wrong, the page comes back with your words and says what to change.',
          'If you are signed out while you write, sign in again: the page comes back with your words, and you send them.',
        ],
      },
      {
        heading: 'If a page is not found',
        lines: [
          'The record does not exist, or you do not have access to it. Your manager can say who gives access.',
          'If the page shows a reference at its end, give it to the people who run the service. They find the fault by it, and it names nobody.',
        ],
      },
    ],
  },
  {
    title: 'Help',
    sections: [
      {
        heading: 'Dechrau',
        lines: [
          'Mewngofnodwch gyda’r cyfrif a roddodd eich sefydliad i chi. Os oes gennych fwy nag un rôl, dewiswch yr un rydych yn gweithio ynddi nawr.',
          'Mae’r dudalen gyntaf yn dangos beth i’w wneud nesaf. Mae’r ddewislen yn arwain at bopeth arall y gall eich rôl ei agor.',
        ],
      },
      {
        heading: 'Cedwir eich geiriau',
        lines: [
          'Os oes rhywbeth ar goll neu’n anghywir, daw’r dudalen yn ôl gyda’ch geiriau ac mae’n dweud beth i’w newid.',
          'Os cewch eich allgofnodi wrth ysgrifennu, mewngofnodwch eto: daw’r dudalen yn ôl gyda’ch geiriau, a chi sy’n eu hanfon.',
        ],
      },
      {
        heading: 'Os na cheir hyd i dudalen',
        lines: [
          'Nid yw’r cofnod yn bod, neu nid oes gennych fynediad ato. Gall eich rheolwr ddweud pwy sy’n rhoi mynediad.',
          'Os yw’r dudalen yn dangos cyfeirnod ar ei diwedd, rhowch ef i bwy bynnag sy’n gofalu am y gwasanaeth: mae’n dod o hyd i’r nam heb enwi neb.',
        ],
      },
    ],
  },
);
