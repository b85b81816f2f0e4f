import { languages } from '../../../words/languages.js';

export const words = languages(
  {
    title: 'Compare two versions',
    from: 'Version before',
    to: 'Version after',
    version: (versionNo: number, day: string) => `Version ${versionNo}, from ${day}`,
    compare: 'Compare',
    same: 'These two versions say the same.',
    changes: (from: number, to: number) => `What changed from version ${from} to version ${to}`,
    before: 'Before',
    after: 'After',
  },
  {
    title: 'Cymharu dau fersiwn',
    from: 'Fersiwn cynt',
    to: 'Fersiwn wedyn',
    version: (versionNo, day) => `Fersiwn ${versionNo}, o ${day}`,
    compare: 'Cymharu',
    same: 'Mae’r ddau fersiwn hyn yn dweud yr un peth.',
    changes: (from, to) => `Beth newidiodd o fersiwn ${from} i fersiwn ${to}`,
    before: 'Cynt',
    after: 'Wedyn',
  },
);

export type Words = (typeof words)['en'];
