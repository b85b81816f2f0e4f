import { languages } from '../../words/languages.js';

export const words = languages(
  {
    title: 'Today',
    people: (count: number) => `My people (${count})`,
    late: (count: number) => `${count} late`,
    unread: 'New version to read',
    withdrawn: 'Consent withdrawn',
    partlyWithdrawn: 'Consent to some care withdrawn',
    nothing: 'Nothing is due',
    nobody: 'You have no people yet. People appear here when you are in their team.',
    work: 'Do next',
    noWork: 'Nothing waits for you.',
    more: 'More people',
    moreWork: (count: number) => `${count} things wait for you in all`,
    plan: 'Plan',
    next: 'Next',
  },
  {
    title: 'Heddiw',
    people: (count) => `Fy mhobl (${count})`,
    late: (count) => `${count} yn hwyr`,
    unread: 'Fersiwn newydd i’w ddarllen',
    withdrawn: 'Caniatâd wedi ei dynnu’n ôl',
    partlyWithdrawn: 'Caniatâd i rywfaint o ofal wedi ei dynnu’n ôl',
    nothing: 'Nid oes dim i’w wneud',
    nobody: 'Nid oes gennych bobl eto. Mae pobl yn ymddangos yma pan fyddwch yn eu tîm.',
    work: 'Gwneud nesaf',
    noWork: 'Nid oes dim yn aros amdanoch.',
    more: 'Mwy o bobl',
    moreWork: (count) => `Mae ${count} o bethau yn aros amdanoch`,
    plan: 'Cynllun',
    next: 'Nesaf',
  },
);

export type Words = (typeof words)['en'];
