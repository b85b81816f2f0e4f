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
          'With every change a program (axe) walks through the journeys of a keyworker and an auditor, with and without scripts, and looks for sideways scrolling at three widths.',
          'The person’s own pages and those of the Care Programme Approach were checked by the same program once. Other pages were not.',
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
          'Gyda phob newid mae rhaglen (axe) yn cerdded drwy deithiau gweithiwr allweddol ac archwilydd, gyda sgriptiau a hebddynt, ac yn chwilio am sgrolio i’r ochr ar dri lled.',
          'Gwiriwyd tudalennau’r person ei hun a rhai’r Dull Rhaglen Gofal unwaith gan yr un rhaglen. Ni wiriwyd tudalennau eraill.',
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
