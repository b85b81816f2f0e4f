import { page } from '../../../shell/page.js';
import { staffNames } from '../staff-names.js';
import { PersonView } from './view.js';
import { words } from './words.js';

export const personPage = page({
  path: '/people/:personId',
  who: ['AS', 'KW', 'CS', 'SM', 'RM', 'CC'],
  reads: ['getPersonOverview'],
  alsoReads: ['listStaffNames'],
  words,
  load: async ({ read, readIfThere, place, user }) => {
    const overview = await read('getPersonOverview', { path: { personId: place('personId') } });
    const named = overview.careTeams?.flatMap(({ keyworkerId }) => keyworkerId ?? []) ?? [];
    return { overview, names: await staffNames(readIfThere, named), organisationId: user.organisationId };
  },
  title: ({ title }) => title,
  view: PersonView,
  back: () => '/start',
});
