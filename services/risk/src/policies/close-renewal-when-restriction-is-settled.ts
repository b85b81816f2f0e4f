import { closeTask, tasksOf } from '@carethread/service-kit';
import { policyOn } from '@carethread/runtime';
import type { RestrictionEvent } from '../domain/restriction/events.js';

/** A renewal that was given, or a measure that was given up, leaves nothing to renew or to authorise. */
export const closeRenewalWhenRestrictionIsSettled = policyOn<RestrictionEvent>()({
  name: 'close-renewal-when-restriction-is-settled',
  when: ['RestrictionAuthorised', 'RestrictionEnded'],
  then: async ({ type, personId, meta, data }, reader) => {
    const restrictionId = meta.stream.slice('restriction-'.length);
    const present = type === 'RestrictionAuthorised' && 'to' in data ? data.to : undefined;
    const settled = await tasksOf(
      personId,
      reader,
      ({ kind, ref }) =>
        ref['restrictionId'] === restrictionId &&
        (kind === 'renewAuthorisation' ? ref['to'] !== present : kind === 'restrictionUnauthorised'),
    );
    return settled.map(({ id }) => closeTask(id, type === 'RestrictionEnded' ? 'ended' : 'renewed'));
  },
});
