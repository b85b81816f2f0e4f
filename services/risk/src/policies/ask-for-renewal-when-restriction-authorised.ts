import { addDays, endOfDay, localDate } from '@carethread/calendar';
import { uuidV5 } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import { restriction } from '../domain/restriction/decider.js';
import type { RestrictionEvent } from '../domain/restriction/events.js';

/** How long before its end an authorisation is to be renewed, or the measure given up. */
const NOTICE_DAYS = 28;

/**
 * ENG-081: each authorisation puts its renewal on the manager's list, due 28 days before the end; of one that ends sooner than that,
 * on the day on which it is recorded.
 */
export const askForRenewalWhenRestrictionAuthorised = policyOn<RestrictionEvent>()({
  name: 'ask-for-renewal-when-restriction-authorised',
  when: ['RestrictionAuthorised'],
  then: async ({ id, personId, meta, data }, reader) => {
    const restrictionId = meta.stream.slice('restriction-'.length);
    const { proposed } = await reader.state(restriction, restrictionId);
    const [notice, recordedOn] = [addDays(data.to, -NOTICE_DAYS), localDate(meta.recordedAt)];
    return [
      raiseTask(uuidV5(id, 'renewal'), {
        kind: 'renewAuthorisation',
        ...(await reader.office(personId, 'RM', proposed?.organisationId)),
        subject: { kind: 'restriction', id: restrictionId },
        dueAt: endOfDay(notice < recordedOn ? recordedOn : notice),
        ref: { restrictionId, to: data.to },
      }),
    ];
  },
});
