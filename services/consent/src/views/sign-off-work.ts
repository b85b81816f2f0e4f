import { present } from '@carethread/ledger';
import { workOn, type WorkTimes } from '@carethread/service-kit';
import { signOffList } from './sign-off-list.js';

/** What waits for a signature, as work of those whom it waits for: it lapses. */
export const signOffWork = workOn(signOffList, {
  where: { awaiting: 'me' },
  times: ({ state: { requested } }) => present<WorkTimes>({ dueAt: requested?.lapsesAt }),
});
