import { policy, send } from '@carethread/runtime';
import { notifications } from '../domain/notifications/decider.js';

/** Whose account has ended is told of nobody's care any more: at that organisation, or at all. */
export const stopMailWhenAccountEnds = policy({
  name: 'stop-mail-when-account-ends',
  when: ['cpa-coordination.coordinator-deactivated.v1'],
  then: async ({ data: { userId, organisationId } }, reader) => {
    // What was recorded before said by the pseudonym alone whose account it was.
    if (userId === undefined) return [];
    const user = await reader.pseudonym(userId);
    const { address } = await reader.state(notifications, user);
    const isOfThem = organisationId === undefined || organisationId === address?.owner.organisationId;
    return address !== undefined && isOfThem
      ? [send(notifications, user, { type: 'RemoveMailAddress', because: 'accountEnded' }, { personId: null })]
      : [];
  },
});
