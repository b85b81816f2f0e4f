import { addMonths, localDate } from '@carethread/calendar';
import { firstDayOfLife, refuse } from '@carethread/contracts';
import type { Context, Needs } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import { sheetAt } from './person/sheet.js';
import { person } from './person/decider.js';

/** In months: what is older than anybody's life is about nobody. */
const LIFETIME = 130 * 12;

/** What a decision must look at to know when the person was born. */
export function lifeOf(personId: string | null): NonNullable<Needs['streams']> {
  return personId === null ? [] : [{ category: person.category, id: personId }];
}

/** A local day of the person's life: not before they were born, as their sheet says now. */
export function inLife(day: string, member: string, context: Context): void {
  const sheet = context.personId === null ? undefined : sheetAt(context.stream(person, context.personId), context.now);
  const born = (sheet && firstDayOfLife(sheet)) ?? addMonths(localDate(context.now), -LIFETIME);
  if (day < born) refuse('TIMESCALE_INVALID', [member]);
}

/** Nothing happened to what had not begun. */
export function notBefore(begunAt: Instant | undefined, { occurredAt }: Context): void {
  if (begunAt !== undefined && occurredAt < begunAt) refuse('TIMESCALE_INVALID', ['occurredAt']);
}
