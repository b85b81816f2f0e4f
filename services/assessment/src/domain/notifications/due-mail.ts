import { addMillis } from '@carethread/calendar';
import { present, type Instant } from '@carethread/ledger';
import { isQuiet, lastDigest } from './mail-times.js';
import type { NotificationsState } from './state.js';

/** No user gets more than one mail in that time, whatever it is about. */
const BETWEEN_MS = 3_600_000;
/** A summary that could not be sent for longer is left to the next one. */
const LATE_MS = 12 * 3_600_000;

/** What may be told to somebody now, before it is known whether there is anything to tell. */
export type WantedMail = { readonly about: 'confirmation'; readonly confirmationId: string } | WorkMail;

interface WorkMail {
  readonly about: 'work';
  /** The instant of the summary that has not been sent yet. */
  readonly digest?: Instant;
  /** What became urgent after this instant has not been told yet. */
  readonly urgentAfter?: Instant;
}

/** How much a user has to do: numbers and instants, and nothing of anybody. */
export interface WorkToTell {
  /** Due by tomorrow, late things included. */
  readonly due: number;
  /** When the newest of their urgent things became urgent. */
  readonly urgentAt?: Instant;
}

export type Mail =
  | { readonly kind: 'confirmation'; readonly about: string }
  | { readonly kind: 'digest'; readonly about: Instant; readonly due: number }
  | { readonly kind: 'urgent'; readonly about: Instant };

/** What may be told now, if anything: not within an hour of the last mail, and of work not in quiet hours. */
export function wantedMail(
  { address, choices, chosenAt, sent }: NotificationsState,
  now: Instant,
): WantedMail | undefined {
  if (address === undefined || address.status === 'failed') return undefined;
  if (sent.lastAt !== undefined && addMillis(sent.lastAt, BETWEEN_MS) > now) return undefined;
  const { confirmationId, confirmedAt } = address;
  // However late it goes out: its day counts from then.
  if (confirmedAt === undefined)
    return sent.confirmation === confirmationId ? undefined : { about: 'confirmation', confirmationId };
  if (isQuiet(choices, now)) return undefined;
  const digest = lastDigest(choices, now);
  // What was due before the user had chosen it is not sent after the fact.
  const chosen = [chosenAt ?? confirmedAt, confirmedAt].sort().at(-1) ?? now;
  const isDue =
    digest !== undefined && digest >= chosen && digest > (sent.digest ?? '') && addMillis(digest, LATE_MS) > now;
  if (!isDue && !choices.urgent) return undefined;
  const urgentAfter = choices.urgent ? (sent.urgent ?? chosen) : undefined;
  return present<WorkMail>({ about: 'work', digest: isDue ? digest : undefined, urgentAfter });
}

/** The mail to be sent: what is urgent before a summary, and nothing where there is nothing to do. */
export function mailOf(wanted: WantedMail, work: WorkToTell): Mail | undefined {
  if (wanted.about === 'confirmation') return { kind: 'confirmation', about: wanted.confirmationId };
  const { digest, urgentAfter } = wanted;
  const { due, urgentAt } = work;
  if (urgentAfter !== undefined && urgentAt !== undefined && urgentAt > urgentAfter)
    return { kind: 'urgent', about: urgentAt };
  return digest !== undefined && due > 0 ? { kind: 'digest', about: digest, due } : undefined;
}
