import { languages } from '../../words/languages.js';
import type { AboutWords } from './about-view.js';

export const privacy = languages<AboutWords>(
  {
    title: 'Privacy',
    sections: [
      {
        heading: 'Every look is kept',
        lines: [
          'Each time somebody opens a person’s record, an entry says who looked, when and why. The person can see it.',
          'Nothing that was recorded is taken away. A correction stands beside what it corrects.',
        ],
      },
      {
        heading: 'What this website keeps',
        lines: [
          'One cookie keeps you signed in. It holds a random number and nothing about you, and ends when you sign out.',
          'Words of a form that you have not sent are kept sealed for seven days, for you alone, so that you do not lose them. Words that you sent after your session had ended are kept for a day.',
          'There is no other cookie, no advertising and no measuring of visitors.',
        ],
      },
      {
        heading: 'Your rights',
        lines: [
          'You can ask the council or the provider what it holds about you, ask for a correction, and ask that its use is restricted. Their data protection officer answers.',
        ],
      },
    ],
  },
  {
    title: 'Preifatrwydd',
    sections: [
      {
        heading: 'Cedwir pob edrychiad',
        lines: [
          'Mae pwy bynnag sy’n agor cofnod person yn gadael cofnod sy’n dweud pwy edrychodd, pryd a pham. Gall y person ei weld.',
          'Ni chymerir ymaith ddim a gofnodwyd. Saif cywiriad wrth ymyl yr hyn y mae’n ei gywiro.',
        ],
      },
      {
        heading: 'Beth mae’r wefan hon yn ei gadw',
        lines: [
          'Mae un cwci yn eich cadw wedi mewngofnodi. Mae’n dal rhif ar hap a dim amdanoch chi, ac mae’n dod i ben pan fyddwch yn allgofnodi.',
          'Cedwir geiriau ffurflen nad ydych wedi’i hanfon dan sêl am saith diwrnod, i chi yn unig, fel na fyddwch yn eu colli. Cedwir geiriau a anfonoch wedi i’ch sesiwn ddod i ben am ddiwrnod.',
          'Nid oes cwci arall, dim hysbysebu a dim mesur ymwelwyr.',
        ],
      },
      {
        heading: 'Eich hawliau',
        lines: [
          'Gallwch ofyn i’r cyngor neu’r darparwr beth y mae’n ei ddal amdanoch, gofyn am gywiriad, a gofyn am gyfyngu ar ei ddefnydd. Mae eu swyddog diogelu data yn ateb.',
        ],
      },
    ],
  },
);
