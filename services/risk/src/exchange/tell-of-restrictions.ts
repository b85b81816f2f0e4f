import { addDays, endOfDay } from '@carethread/calendar';
import { uuidV5 } from '@carethread/ledger';
import { policyOn, raiseTask } from '@carethread/service-kit';
import type { RestrictionEvent } from '../domain/restriction.js';

const restrictionOf = (stream: string): string => stream.slice('restriction-'.length);
/** How long before its end an authorisation is to be renewed, or the measure given up. */
const NOTICE_DAYS = 28;

/** C4: a measure whose authority has run out is told at once to the registered manager and the council. */
export const alertWhenRestrictionExpired = policyOn<RestrictionEvent>()({
  name: 'alert-when-restriction-expired',
  when: ['RestrictionExpired'],
  then: ({ id, meta }) =>
    ['RM', 'AS'].map((forRole) =>
      raiseTask(uuidV5(id, forRole), {
        kind: 'restrictionUnauthorised',
        forRole,
        ref: { restrictionId: restrictionOf(meta.stream) },
      }),
    ),
});

/** ENG-081: each authorisation puts its renewal on the manager's list, due 28 days before the end. */
export const askForRenewalWhenRestrictionAuthorised = policyOn<RestrictionEvent>()({
  name: 'ask-for-renewal-when-restriction-authorised',
  when: ['RestrictionAuthorised'],
  then: ({ id, meta, data }) => [
    raiseTask(uuidV5(id, 'renewal'), {
      kind: 'renewAuthorisation',
      forRole: 'RM',
      dueAt: endOfDay(addDays(data.to, -NOTICE_DAYS)),
      ref: { restrictionId: restrictionOf(meta.stream), to: data.to },
    }),
  ],
});
