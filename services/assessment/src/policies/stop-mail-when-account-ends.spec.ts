import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { calendarFeed } from '../domain/calendar-feed/decider.js';
import { notifications } from '../domain/notifications/decider.js';
import { stopMailWhenAccountEnds } from './stop-mail-when-account-ends.js';

describe('the account of a member of staff that has ended', () => {
  const owner = { userId: 'U1', role: 'CC', organisationId: 'T1' };
  const states = {
    'notifications-P1': { ...notifications.initial, address: { owner } },
    'calendarFeed-P1': { feed: { owner } },
  };
  const deactivated = (subject: string, data: { readonly organisationId?: string }) =>
    published('cpa-coordination.coordinator-deactivated.v1', data, { subject, personId: null });
  const policy = specifyPolicy(stopMailWhenAccountEnds, { states });
  const because = 'accountEnded';
  const stops = [
    send(notifications, 'P1', { type: 'RemoveMailAddress', because }, { personId: null }),
    send(calendarFeed, 'P1', { type: 'RevokeCalendarFeed', because }, { personId: null }),
  ];

  it('takes their address and their calendar feed away, at the organisation where it ended or at all', async () => {
    await policy.hears(deactivated('P1', { organisationId: 'T1' })).sends(...stops);
    await policy.hears(deactivated('P1', {})).sends(...stops);
    const left = { userId: 'U1', organisationId: 'T1' };
    await policy.hears(published('assessment.staff-left.v1', left, { subject: 'P1', personId: null })).sends(...stops);
  });

  it('leaves what they have at another organisation, and everybody else’s', async () => {
    await policy.hears(deactivated('P1', { organisationId: 'T2' })).sendsNothing();
    await policy.hears(deactivated('P2', { organisationId: 'T1' })).sendsNothing();
  });
});
