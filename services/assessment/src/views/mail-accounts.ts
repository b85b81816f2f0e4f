import { viewOf } from '@carethread/runtime';
import type { NotificationsEvent } from '../domain/notifications/events.js';

/**
 * Who may have mail to be sent, by pseudonym: ids and hashes of tokens alone, since what is about no person lies here unsealed.
 * Addresses and choices stay in the sealed stream.
 */
export interface MailAccount {
  readonly user: string;
  readonly tenantId: string;
  /** The hash of the token that confirms the address, while it does. */
  readonly confirms: string | null;
}

type Folded = { readonly meta: { readonly stream: string } };
const userOf = ({ meta: { stream } }: Folded): string => stream.slice('notifications-'.length);

export const mailAccounts = viewOf<MailAccount, NotificationsEvent>()({
  name: 'mailAccounts',
  version: 1,
  indexes: ['confirms'],
  index: ({ confirms }) => ({ confirms }),
  on: {
    MailAddressGiven: {
      key: userOf,
      fold: (_, { data: { tokenHash }, meta: { tenantId } }, user) => ({ user, tenantId, confirms: tokenHash }),
    },
    MailAddressConfirmed: { key: userOf, fold: (account) => account && { ...account, confirms: null } },
    MailAddressRemoved: { key: userOf, fold: () => undefined },
    MailBounced: { key: userOf, fold: () => undefined },
  },
});
