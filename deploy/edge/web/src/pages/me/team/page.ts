import { presentItems } from '@carethread/ledger';
import { page } from '../../../shell/page.js';
import { ownId } from '../own-record.js';
import { TeamView } from './view.js';
import { words } from './words.js';

export const ownTeamPage = page({
  path: '/me/helpers',
  who: ['PE'],
  reads: ['listEpisodes', 'listPersonContacts', 'listStaffNames'],
  words,
  load: async (asked) => {
    const personId = ownId(asked);
    const [episodes, contacts] = await Promise.all([
      asked.read('listEpisodes', { query: { personId } }),
      asked.read('listPersonContacts', { path: { personId } }),
    ]);
    const open = episodes.items.filter(({ state }) => state !== 'ended');
    const keyworkers = [...new Set(open.flatMap(({ keyworkerId }) => presentItems(keyworkerId)))];
    const members = open.flatMap((episode) => (episode.members ?? []).map(({ userId }) => userId));
    const team = [...new Set(members)].filter((id) => !keyworkers.includes(id));
    const ids = [...keyworkers, ...team];
    const names = ids.length === 0 ? [] : (await asked.read('listStaffNames', { body: { ids, personId } })).items;
    const nameOf = (id: string): string | undefined => names.find((one) => one.id === id)?.name;
    return {
      keyworkers: keyworkers.map(nameOf),
      team: team.map(nameOf),
      contacts: contacts.items.filter(({ withdrawnAt }) => withdrawnAt === undefined).map(({ name }) => name),
    };
  },
  title: ({ title }) => title,
  view: TeamView,
  back: () => '/me',
});
