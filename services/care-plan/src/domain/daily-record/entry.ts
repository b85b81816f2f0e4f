import { addDays, localDate, toDate, addMillis } from '@carethread/calendar';
import { fault, isDate, isInstant, malformed, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { dayWithinAYear } from '../bounds.js';
import { notOnDayAfterDeath } from '../death.js';
import type { CarePlanFacts } from '../facts.js';
import { type PlanContent, items, itemId } from '../plan/content.js';

export const LATE_MS = 24 * 3_600_000;

/** Kinds of entry that the action they name says enough of: it was done, not done or refused. */
const SAID_BY_ACTION: readonly string[] = ['dailyActivity', 'exception', 'refusal', 'visit'];

/** Whole-record phrases that say nothing (model §11). */
const BLANKET = [
  'all care given',
  'all cares given',
  'all care given as per care plan',
  'care given as per plan',
  'all care provided',
  'acg',
];

/** What of an entry decides whether it says anything. */
interface Sayable {
  readonly kind: string;
  readonly text?: string | undefined;
  readonly reason?: string | undefined;
  readonly reasonCode?: string | undefined;
  readonly plannedActionId?: string | undefined;
}

/** An entry says something of its own; an exception has its code and its reason. */
export function saysSomething({ kind, text, reason, reasonCode, plannedActionId }: Sayable): void {
  if (text !== undefined && BLANKET.includes(plain(text))) refuse('ALL_CARE_GIVEN_ONLY');
  if (kind === 'exception' && (reasonCode === undefined || ((reason ?? text)?.trim().length ?? 0) < 3))
    refuse('REASON_REQUIRED', ['reasonCode', 'reason']);
  if (text === undefined && reason === undefined && !(plannedActionId !== undefined && SAID_BY_ACTION.includes(kind)))
    malformed(fault('/text', 'empty', 'an entry says something'));
}

/** Neither ahead nor longer ago than a year, nor after the person's death; looked at again, where at all, within a year. */
export function withinReach(
  { date, reviewOn }: { readonly date: string; readonly reviewOn?: string },
  refused: boolean,
  context: Context<CarePlanFacts>,
): void {
  dayWithinAYear(date, 'date', context);
  notOnDayAfterDeath(date, context.facts);
  if (reviewOn === undefined) return;
  if (!refused) malformed(fault('/reviewOn', 'notAllowed', 'is for what the person refused'));
  if (reviewOn < date || reviewOn > addDays(localDate(context.now), 366)) refuse('TIMESCALE_INVALID', ['reviewOn']);
}

export function holdsAction(content: PlanContent, actionId: string): boolean {
  return items(content, 'actions').some((action) => itemId('actions', action) === actionId);
}

/** Without case, width, punctuation and spacing, in which the same phrase is written again and again. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A refusal is looked at again: on the date given, else at the plan's next formal review, else in a week (SCOT-094). */
export function reviewDate(next: unknown, now: string): string {
  const day = isDate(next) || isInstant(next) ? toDate(next) : '';
  return day > localDate(now) ? day : localDate(addMillis(now, 7 * LATE_MS));
}
