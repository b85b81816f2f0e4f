import { canonicalJson } from '@carethread/ledger';
import type { Decider } from '@carethread/event-sourcing';
import { changeAddress, confirmAddress, recordBounce, type Confirmation } from './address.js';
import { mustBeChoices, type MailChoices } from './choices.js';
import type { NotificationsEvent, SentMail } from './events.js';
import { evolve, NO_NOTIFICATIONS, type NotificationsState } from './state.js';

export type NotificationsCommand =
  | {
      readonly type: 'SetNotifications';
      readonly choices: MailChoices;
      /** Absent: no mail to anywhere. */
      readonly email?: string;
      readonly confirmation: Confirmation;
    }
  | { readonly type: 'ConfirmMailAddress'; readonly tokenHash: string }
  | { readonly type: 'RemoveMailAddress'; readonly because: 'requested' | 'accountEnded' }
  | ({ readonly type: 'RecordMailSent' } & SentMail)
  | { readonly type: 'RecordBounce'; readonly confirmationId: string; readonly code: number };

/**
 * How a member of staff wants to be told of their work by e-mail, and where: their own, and nobody else's. The stream is named after
 * their pseudonym and sealed with their own key, which empties it.
 */
export const notifications: Decider<NotificationsState, NotificationsCommand, NotificationsEvent> = {
  category: 'notifications',
  keyClass: 'staff',
  holder: (_, { id }) => ({ kind: 'staff', user: id }),
  initial: NO_NOTIFICATIONS,
  evolve,
  decide: {
    SetNotifications: ({ choices, email, confirmation }, state, context) => {
      mustBeChoices(choices);
      const same = state.chosenAt !== undefined && canonicalJson(state.choices) === canonicalJson(choices);
      const chosen: readonly NotificationsEvent[] = same ? [] : [{ type: 'MailChoicesSet', payload: choices }];
      return [...chosen, ...changeAddress(email, confirmation, state, context)];
    },
    ConfirmMailAddress: ({ tokenHash }, state, context) => confirmAddress(tokenHash, state, context),
    RemoveMailAddress: ({ because }, { address }) =>
      address === undefined ? [] : [{ type: 'MailAddressRemoved', payload: { because } }],
    RecordMailSent: ({ kind, about }) => [{ type: 'MailSent', payload: { kind, about } }],
    RecordBounce: (command, state) => recordBounce(command, state),
  },
  edits: ['MailChoicesSet', 'MailAddressGiven', 'MailAddressConfirmed', 'MailAddressRemoved'],
};
