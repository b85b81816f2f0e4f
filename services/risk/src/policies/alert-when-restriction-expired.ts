import { uuidV5 } from '@carethread/ledger';
import { policyOn } from '@carethread/runtime';
import { raiseTask } from '@carethread/service-kit';
import { restriction } from '../domain/restriction/decider.js';
import type { RestrictionEvent } from '../domain/restriction/events.js';

/** C4: a measure whose authority has run out, or was withdrawn, is an alert at once for the registered manager and the council. */
export const alertWhenRestrictionExpired = policyOn<RestrictionEvent>()({
  name: 'alert-when-restriction-expired',
  when: ['RestrictionExpired', 'RestrictionWithheld'],
  then: async ({ id, personId, meta }, reader) => {
    const restrictionId = meta.stream.slice('restriction-'.length);
    const { proposed } = await reader.state(restriction, restrictionId);
    const tasks = [];
    for (const forRole of ['RM', 'AS'])
      tasks.push(
        raiseTask(uuidV5(id, forRole), {
          kind: 'restrictionUnauthorised',
          ...(await reader.office(personId, forRole, proposed?.organisationId)),
          subject: { kind: 'restriction', id: restrictionId },
          ref: { restrictionId },
        }),
      );
    return tasks;
  },
});
