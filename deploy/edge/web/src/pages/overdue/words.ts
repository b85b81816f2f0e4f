import { languages } from '../../words/languages.js';

export const words = languages(
  {
    title: 'Overdue',
    picture: 'What is late, by kind and month',
    nothing: 'Nothing is late.',
    kind: (title: string, count: number) => `${title} (${count})`,
    more: 'More',
    notAll: (count: number) => `The first ${count} are shown. The longest late come first.`,
  },
  {
    title: 'Yn hwyr',
    picture: 'Beth sy’n hwyr, yn ôl math a mis',
    nothing: 'Nid oes dim yn hwyr.',
    kind: (title, count) => `${title} (${count})`,
    more: 'Mwy',
    notAll: (count) => `Dangosir y ${count} cyntaf. Y rhai hwyraf sy’n dod gyntaf.`,
  },
);

export type Words = (typeof words)['en'];
