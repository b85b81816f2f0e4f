import { refuse } from '@carethread/contracts';

/** In the order of the calendar: Monday is 1 there. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Languages that mails are written in. */
export const MAIL_LANGUAGES = ['en', 'cy'] as const;
export type MailLanguage = (typeof MAIL_LANGUAGES)[number];

/** When a summary of what is due comes: at a time of day in the user's own time zone. */
export type Digest = { readonly at: string; readonly days: readonly Weekday[] };

/** From one time of day to another, perhaps over midnight: no mail comes in between. */
export type QuietHours = { readonly from: string; readonly to: string };

/** What a user wants to be told by e-mail, and when. */
export type MailChoices = {
  readonly digest?: Digest;
  /** Whether what is urgent is told between the summaries. */
  readonly urgent: boolean;
  readonly quietHours?: QuietHours;
  readonly timeZone: string;
  readonly language: MailLanguage;
};

/** Until somebody chooses, they are told nothing. */
export const NO_CHOICES: MailChoices = { urgent: false, timeZone: 'Europe/London', language: 'en' };

/** Hours that never begin or never end would say nothing, or everything. */
export function mustBeChoices({ quietHours }: MailChoices): void {
  if (quietHours !== undefined && quietHours.from === quietHours.to) refuse('TIMESCALE_INVALID', ['quietHours']);
}
