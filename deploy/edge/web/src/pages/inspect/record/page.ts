import { present } from '@carethread/ledger';
import type { QueryOf } from '../../../api/operation.js';
import { page } from '../../../shell/page.js';
import { SERVICES, type InspectRecord } from './inspect-record.js';
import { InspectRecordView } from './view.js';
import { words } from './words.js';

const ENTRIES = 50;
export const inspectRecordPage = page({
  path: '/inspect/:personId',
  who: ['AU', 'DP', 'RI'],
  reads: ['listPersonsPlans'],
  alsoReads: ['getPersonTimeline', 'nameActors'],
  words,
  load: async ({ read, readIfThere, place, query }): Promise<InspectRecord> => {
    const personId = place('personId');
    const service = SERVICES.find((one) => one === query['service']);
    const { type, after } = query;
    const filters = present<QueryOf<'getPersonTimeline'>>({ limit: ENTRIES, fields: 'summary', service, type, after });
    const [plans, timeline] = await Promise.all([
      read('listPersonsPlans', { body: { ids: [personId] } }),
      readIfThere('getPersonTimeline', { path: { personId }, query: filters }),
    ]);
    const users = [...new Set((timeline?.items ?? []).map(({ actor }) => actor.user))];
    const named = users.length === 0 ? undefined : await readIfThere('nameActors', { body: { users } });
    return {
      plans: plans.items.flatMap((one) => one.plans),
      timeline,
      names: new Map((named?.items ?? []).map(({ user, name }) => [user, name])),
      service,
      type,
      isLater: after !== undefined,
    };
  },
  title: ({ title }) => title,
  view: InspectRecordView,
  back: () => '/inspect',
});
