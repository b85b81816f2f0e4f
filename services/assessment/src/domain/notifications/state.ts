import type { EvolveTable } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import { NO_CHOICES, type MailChoices } from './choices.js';
import type { GivenAddress, NotificationsEvent } from './events.js';

export type AddressStatus = 'unconfirmed' | 'confirmed' | 'failed';

export interface MailAddress extends GivenAddress {
  readonly status: AddressStatus;
  readonly confirmedAt?: Instant;
}

/** What was sent last of each kind, by what it was about. */
export interface SentMails {
  /** When anything was sent last, whatever it was. */
  readonly lastAt?: Instant;
  readonly confirmation?: string;
  readonly digest?: Instant;
  readonly urgent?: Instant;
}

export interface NotificationsState {
  readonly choices: MailChoices;
  readonly chosenAt?: Instant;
  readonly address?: MailAddress;
  readonly sent: SentMails;
}

export const NO_NOTIFICATIONS: NotificationsState = { choices: NO_CHOICES, sent: {} };

export const evolve: EvolveTable<NotificationsState, NotificationsEvent> = {
  MailChoicesSet: (state, { payload, meta: { recordedAt } }) => ({ ...state, choices: payload, chosenAt: recordedAt }),
  MailAddressGiven: (state, { payload }) => ({ ...state, address: { ...payload, status: 'unconfirmed' } }),
  MailAddressConfirmed: (state, { meta: { recordedAt } }) =>
    withStatus(state, { status: 'confirmed', confirmedAt: recordedAt }),
  MailAddressRemoved: ({ address: _, ...state }) => state,
  MailSent: (state, { payload: { kind, about }, meta: { recordedAt } }) => ({
    ...state,
    sent: { ...state.sent, lastAt: recordedAt, [kind]: about },
  }),
  MailBounced: (state) => withStatus(state, { status: 'failed' }),
};

function withStatus(
  state: NotificationsState,
  change: Pick<MailAddress, 'status' | 'confirmedAt'>,
): NotificationsState {
  return state.address === undefined ? state : { ...state, address: { ...state.address, ...change } };
}
