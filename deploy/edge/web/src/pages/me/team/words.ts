import { languages } from '../../../words/languages.js';

export const words = languages(
  {
    title: 'Who helps me',
    nobody: 'Nobody works with you through this plan yet.',
    keyworker: 'Your keyworker',
    keyworkerAbout: 'Plans your care with you, and answers your questions.',
    team: 'Your team',
    teamAbout: 'Come to you and help.',
    contacts: 'People close to you',
    contactsAbout: 'You can change what each of them may know. Ask your keyworker.',
    unnamed: 'A member of staff',
  },
  {
    title: 'Pwy sy’n fy helpu',
    nobody: 'Nid oes neb yn gweithio gyda chi drwy’r cynllun hwn eto.',
    keyworker: 'Eich gweithiwr allweddol',
    keyworkerAbout: 'Yn cynllunio eich gofal gyda chi, ac yn ateb eich cwestiynau.',
    team: 'Eich tîm',
    teamAbout: 'Yn dod atoch ac yn helpu.',
    contacts: 'Pobl sy’n agos atoch',
    contactsAbout: 'Gallwch newid beth y caiff pob un wybod. Gofynnwch i’ch gweithiwr allweddol.',
    unnamed: 'Aelod o staff',
  },
);

export type Words = (typeof words)['en'];
