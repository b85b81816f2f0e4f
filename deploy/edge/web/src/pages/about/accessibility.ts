import { languages } from '../../words/languages.js';
import type { AboutWords } from './about-view.js';

export const accessibility = languages<AboutWords>(
  {
    title: 'Accessibility statement',
    sections: [
      {
        heading: 'What we aim for',
        lines: ['Every page is meant to meet the Web Content Accessibility Guidelines 2.2 at level AA.'],
      },
      {
        heading: 'What was tested',
        lines: [
          'A program (axe) checks pages of the keyworker’s, the auditor’s, the co-ordinator’s and the person’s own journey, at three widths, with and without scripts.',
          'Pages are made to work without scripts, by keyboard alone and at 320 pixels.',
        ],
      },
      {
        heading: 'What was not tested',
        lines: [
          'No person who uses a screen reader has tested these pages, nor has a care worker or a person who draws on care.',
          'No Welsh speaker has read the Welsh. Each Welsh page says that it is a draft.',
        ],
      },
      {
        heading: 'If you cannot use a page',
        lines: [
          'Tell the organisation that gave you your account what you tried to do. It must give you the information in a form that you can use.',
        ],
      },
    ],
  },
  {
    title: 'Datganiad hygyrchedd',
    sections: [
      {
        heading: 'Ein nod',
        lines: ['Bwriedir i bob tudalen fodloni Canllawiau Hygyrchedd Cynnwys y We 2.2 ar lefel AA.'],
      },
      {
        heading: 'Beth a brofwyd',
        lines: [
          'Mae rhaglen (axe) yn gwirio tudalennau taith y gweithiwr allweddol, yr archwilydd, y cydlynydd a’r person ei hun, ar dri lled, gyda sgriptiau a hebddynt.',
          'Gwneir i’r tudalennau weithio heb sgriptiau, â bysellfwrdd yn unig ac ar 320 picsel.',
        ],
      },
      {
        heading: 'Beth na phrofwyd',
        lines: [
          'Nid oes neb sy’n defnyddio darllenydd sgrin wedi profi’r tudalennau hyn, na gweithiwr gofal na pherson sy’n derbyn gofal.',
          'Nid oes siaradwr Cymraeg wedi darllen y Gymraeg. Mae pob tudalen Gymraeg yn dweud mai drafft ydyw.',
        ],
      },
      {
        heading: 'Os na allwch ddefnyddio tudalen',
        lines: [
          'Dywedwch wrth y sefydliad a roddodd eich cyfrif i chi beth y ceisioch ei wneud. Rhaid iddo roi’r wybodaeth i chi mewn ffurf y gallwch ei defnyddio.',
        ],
      },
    ],
  },
);
