import { languages } from '../../words/languages.js';

export const words = languages(
  {
    title: 'Caseload',
    nobody: 'There is nobody in your caseload.',
    since: (level: string, day: string) => `${level} since ${day}`,
    noCoordinator: 'No care co-ordinator',
    interim: 'Interim co-ordinator',
    lastContact: (day: string, how: string) => `Last contact ${day}: ${how}`,
    never: 'No contact recorded yet',
    lapses: (count: number) => `${count} ${count === 1 ? 'contact' : 'contacts'} missed in a row`,
    next: 'Contact with the person',
    review: 'CPA review',
    more: 'More people',
  },
  {
    title: 'Llwyth achosion',
    nobody: 'Nid oes neb yn eich llwyth achosion.',
    since: (level, day) => `${level} ers ${day}`,
    noCoordinator: 'Dim cydlynydd gofal',
    interim: 'Cydlynydd dros dro',
    lastContact: (day, how) => `Cysylltiad diwethaf ${day}: ${how}`,
    never: 'Ni chofnodwyd cysylltiad eto',
    lapses: (count) => `${count} cysylltiad wedi’u colli yn olynol`,
    next: 'Cysylltiad â’r person',
    review: 'Adolygiad CPA',
    more: 'Mwy o bobl',
  },
);

export type Words = (typeof words)['en'];
