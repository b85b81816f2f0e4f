import { send } from '@carethread/runtime';
import { published, specifyPolicy } from '@carethread/runtime/testing';
import { notifications } from '../domain/notifications/decider.js';
import { stopMailWhenAccountEnds } from './stop-mail-when-account-ends.js';

describe('the account of a member of staff that has ended', () => {
  const owner = { userId: 'U1', role: 'CC', organisationId: 'T1' };
  const states = { 'notifications-pseudonym-U1': { ...notifications.initial, address: { owner } } };
  const about = (user: string) => ({ personId: null, subject: `pseudonym-${user}` });
  const ended = (user: string, data: { readonly organisationId?: string } = {}) =>
    published('cpa-coordination.coordinator-deactivated.v1', data, about(user));
  const policy = specifyPolicy(stopMailWhenAccountEnds, { states });

  it('takes their address away, at the organisation where it ended or at all', async () => {
    const stop = send(
      notifications,
      'pseudonym-U1',
      { type: 'RemoveMailAddress', because: 'accountEnded' },
      { personId: null },
    );
    await policy.hears(ended('U1', { organisationId: 'T1' })).sends(stop);
    await policy.hears(ended('U1')).sends(stop);
    await policy
      .hears(published('assessment.staff-left.v1', { userId: 'U1', organisationId: 'T1' }, about('U1')))
      .sends(stop);
  });

  it('leaves the address that they gave at another organisation, and everybody else’s', async () => {
    await policy.hears(ended('U1', { organisationId: 'T2' })).sendsNothing();
    await policy.hears(ended('U2', { organisationId: 'T1' })).sendsNothing();
  });
});
