import { addMillis } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present, type Instant } from '@carethread/ledger';
import { isSameSecret } from '../secret.js';
import type { MailOwner, NotificationsEvent } from './events.js';
import type { NotificationsState } from './state.js';

/** What proves that an address is read by whoever gave it: an id of which a token is made, and the token's hash. */
export interface Confirmation {
  readonly id: string;
  readonly tokenHash: string;
}

/** How long a confirmation is taken. */
const VALID_MS = 24 * 3_600_000;

/**
 * Until when an address can be confirmed: for a day from when it was given, or from when the mail that asks for it went out, however
 * late that was; where no address waits, undefined.
 */
export function confirmableUntil({ address, sent }: Pick<NotificationsState, 'address' | 'sent'>): Instant | undefined {
  if (address?.status !== 'unconfirmed') return undefined;
  const { confirmationId, expiresAt } = address;
  // Nothing else goes to an address before it is confirmed, so that what was sent last is what asks for that.
  const since = sent.confirmation === confirmationId ? sent.lastAt : undefined;
  const late = since === undefined ? expiresAt : addMillis(since, VALID_MS);
  return late > expiresAt ? late : expiresAt;
}

const isConfirmable = (state: NotificationsState, now: Instant): boolean => (confirmableUntil(state) ?? '') > now;

/** The address as it is to be: the same one is confirmed once, unless its confirmation lapsed or mail to it failed. */
export function changeAddress(
  email: string | undefined,
  confirmation: Confirmation,
  state: NotificationsState,
  { now, actor: { userId, role, organisationId } }: Context,
): readonly NotificationsEvent[] {
  const { address } = state;
  if (email === undefined)
    return address === undefined ? [] : [{ type: 'MailAddressRemoved', payload: { because: 'requested' } }];
  const stands =
    address !== undefined && address.email === email && (address.status === 'confirmed' || isConfirmable(state, now));
  if (stands) return [];
  const { id: confirmationId, tokenHash } = confirmation;
  const owner = present<MailOwner>({ userId, role, organisationId });
  const expiresAt = addMillis(now, VALID_MS);
  return [{ type: 'MailAddressGiven', payload: { email, confirmationId, tokenHash, expiresAt, owner } }];
}

/** A token counts once, in time and for the address that it was sent to; what is wrong with another is not said. */
export function confirmAddress(
  tokenHash: string,
  state: NotificationsState,
  { now }: Context,
): readonly NotificationsEvent[] {
  const { address } = state;
  if (address === undefined || !isConfirmable(state, now)) return refuse('NOT_FOUND');
  if (!isSameSecret(address.tokenHash, tokenHash)) refuse('NOT_FOUND');
  return [{ type: 'MailAddressConfirmed', payload: { confirmationId: address.confirmationId } }];
}

/** What a mail server refused: it counts for the address that the mail went to, and not for one given since. */
export function recordBounce(
  { confirmationId, code }: { readonly confirmationId: string; readonly code: number },
  { address }: NotificationsState,
): readonly NotificationsEvent[] {
  if (address === undefined || address.confirmationId !== confirmationId || address.status === 'failed') return [];
  return [{ type: 'MailBounced', payload: { code, owner: address.owner } }];
}
