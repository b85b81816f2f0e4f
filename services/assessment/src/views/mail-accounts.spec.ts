import { recorded, specifyView } from '@carethread/runtime/testing';
import { specMeta } from '@carethread/event-sourcing/testing';
import type { NotificationsEvent } from '../domain/notifications/events.js';
import { mailAccounts } from './mail-accounts.js';

const { tenantId } = specMeta;
const owner = { userId: 'U', role: 'KW' };
const event = (one: NotificationsEvent) =>
  recorded<NotificationsEvent>(one, { stream: 'notifications-P', personId: null });
const given = event({
  type: 'MailAddressGiven',
  payload: {
    email: 'synthetic.keyworker@example.org',
    confirmationId: 'C1',
    tokenHash: 'hash',
    expiresAt: '2026-03-03T09:00:00.000Z',
    owner,
  },
});
const confirmed = event({ type: 'MailAddressConfirmed', payload: { confirmationId: 'C1' } });

describe('who may have mail to be sent', () => {
  it('PLAT-10: is whoever gave an address, by pseudonym, without the address', () => {
    specifyView(mailAccounts).given(given).shows('P', { user: 'P', tenantId, confirms: 'hash' });
    specifyView(mailAccounts).given(given, confirmed).shows('P', { user: 'P', tenantId, confirms: null });
  });

  it('is nobody who took it back, or whose address failed', () => {
    const removed = event({ type: 'MailAddressRemoved', payload: { because: 'requested' } });
    const bounced = event({ type: 'MailBounced', payload: { code: 550, owner } });
    for (const end of [removed, bounced]) specifyView(mailAccounts).given(given, confirmed, end).showsNothing('P');
    specifyView(mailAccounts).given(given, bounced, given).shows('P', { user: 'P', tenantId, confirms: 'hash' });
  });
});
