import { languages } from '../../../words/languages.js';

export const words = languages(
  {
    title: 'The person is registered',
    text: 'You see the record once you are in their team. Until then your service manager sees it, and agrees the service.',
    open: 'Open the record',
    another: 'Register another person',
  },
  {
    title: 'Mae’r person wedi ei gofrestru',
    text: 'Byddwch yn gweld y cofnod pan fyddwch yn eu tîm. Tan hynny mae rheolwr eich gwasanaeth yn ei weld, ac yn cytuno ar y gwasanaeth.',
    open: 'Agor y cofnod',
    another: 'Cofrestru person arall',
  },
);
