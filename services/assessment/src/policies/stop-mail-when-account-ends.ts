import { policy, send, type PolicyCommand } from '@carethread/runtime';
import { calendarFeed } from '../domain/calendar-feed/decider.js';
import { notifications } from '../domain/notifications/decider.js';

/** Whose account has ended, or who has left, is told of nobody's care any more: at that organisation, or at all. */
export const stopMailWhenAccountEnds = policy({
  name: 'stop-mail-when-account-ends',
  when: ['assessment.staff-left.v1', 'cpa-coordination.coordinator-deactivated.v1'],
  // Both are about a member of staff, by pseudonym.
  then: async ({ subject: user, data: { organisationId } }, reader) => {
    const { address } = await reader.state(notifications, user);
    const { feed } = await reader.state(calendarFeed, user);
    const ended = (owner: { readonly organisationId?: string } | undefined): boolean =>
      owner !== undefined && (organisationId === undefined || organisationId === owner.organisationId);
    const because = 'accountEnded';
    const sent: PolicyCommand[] = [];
    if (ended(address?.owner))
      sent.push(send(notifications, user, { type: 'RemoveMailAddress', because }, { personId: null }));
    if (ended(feed?.owner))
      sent.push(send(calendarFeed, user, { type: 'RevokeCalendarFeed', because }, { personId: null }));
    return sent;
  },
});
