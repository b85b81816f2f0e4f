import { addDays, endOfDay } from '@carethread/calendar';
import { uuidV5 } from '@carethread/ledger';
import { policyOn, raiseTask } from '@carethread/service-kit';
import { restriction, type RestrictionEvent } from '../domain/restriction.js';

/** How long before its end an authorisation is to be renewed, or the measure given up. */
const NOTICE_DAYS = 28;

/** ENG-081: each authorisation puts its renewal on the manager's list, due 28 days before the end. */
export const askForRenewalWhenRestrictionAuthorised = policyOn<RestrictionEvent>()({
  name: 'ask-for-renewal-when-restriction-authorised',
  when: ['RestrictionAuthorised'],
  then: async ({ id, personId, meta, data }, look) => {
    const restrictionId = meta.stream.slice('restriction-'.length);
    const { proposed } = await look.state(restriction, restrictionId);
    return [
      raiseTask(uuidV5(id, 'renewal'), {
        kind: 'renewAuthorisation',
        ...(await look.office(personId, 'RM', proposed?.organisationId)),
        subject: { kind: 'restriction', id: restrictionId },
        dueAt: endOfDay(addDays(data.to, -NOTICE_DAYS)),
        ref: { restrictionId, to: data.to },
      }),
    ];
  },
});
