import { policy, send } from '@carethread/runtime';
import { notifications } from '../domain/notifications/decider.js';

/** Whose account has ended, or who has left, is told of nobody's care any more: at that organisation, or at all. */
export const stopMailWhenAccountEnds = policy({
  name: 'stop-mail-when-account-ends',
  when: ['cpa-coordination.coordinator-deactivated.v1', 'assessment.staff-left.v1'],
  // Both facts are about a member of staff, by pseudonym.
  then: async ({ subject: user, data: { organisationId } }, reader) => {
    const { address } = await reader.state(notifications, user);
    const isOfThem = organisationId === undefined || organisationId === address?.owner.organisationId;
    return address !== undefined && isOfThem
      ? [send(notifications, user, { type: 'RemoveMailAddress', because: 'accountEnded' }, { personId: null })]
      : [];
  },
});
