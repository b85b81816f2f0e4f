import { addDays, endOfDay, localDate } from '@carethread/calendar';
import { fault, firstDayOfLife, isSameLanguage, malformed, refuse } from '@carethread/contracts';
import type { Context, Decided } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { Born } from './birth.js';
import type { PersonEvent } from './events.js';
import { wellBorn } from './registration.js';
import { HOLDS_AT_ONCE, holdsFrom, normalValue, presentIn, sheetAt, type PersonDetails } from './sheet.js';
import type { PersonState } from './state.js';

export type CorrectBasicInformation = {
  readonly type: 'CorrectBasicInformation';
  readonly field: string;
  /** What is set right; where it is sent, it must be what stands there. */
  readonly from?: string;
  readonly to?: string;
  /** The number is not this person's, and theirs is not known. */
  readonly withdrawn?: boolean;
  readonly reason?: string;
  readonly effectiveFrom?: string;
};

export function correct(
  { field, from, to, withdrawn = false, reason, effectiveFrom }: CorrectBasicInformation,
  state: PersonState,
  context: Context,
): readonly Decided<PersonEvent>[] {
  const today = localDate(context.now);
  const day = effectiveFrom ?? today;
  if (reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
  const isNumber = field.startsWith('identifiers.');
  if (isNumber && !context.actor.roles.includes('AS') && !context.actor.qualifications.includes('assessor'))
    refuse('NOT_QUALIFIED', ['assessor']);
  if (withdrawn === (to !== undefined) || (withdrawn && !isNumber))
    return malformed(fault('/to', 'required', 'is required; a number may be withdrawn instead'));
  const value = to === undefined ? '' : normal(field, to);
  // What was recorded of a day that is over stands for all of it.
  const known = sheetAt(state, day < today ? endOfDay(day) : holdsFrom(day, today, context.now));
  const recorded = field === 'identifiers.local' && from !== undefined ? local(from, known) : presentIn(known, field);
  if (from !== undefined && !isSame(field, normalOr(field, from), recorded)) refuse('STATE_CONFLICT', ['from']);
  if (withdrawn && recorded === '') refuse('REFERENCE_NOT_FOUND', [field]);
  if (field === 'dateOfBirth' || field === 'birth') bornBeforeDeath(field, value, state, today);
  within(field, day, today, known, value);
  if (
    isSame(field, recorded, value) &&
    !state.corrections.some((one) => one.field === field && one.effectiveFrom > day)
  )
    return [];
  return [
    present({
      type: 'BasicInformationCorrected',
      // So that a question about an earlier day finds what is known of it; what holds from a later one is shown as upcoming.
      effectiveFrom: day < today ? holdsFrom(day, today, context.now) : undefined,
      payload: { field, from: recorded, to: value, reason, effectiveFrom: day },
    }),
  ];
}

function isSame(field: string, value: string, other: string): boolean {
  return field === 'firstLanguage' ? isSameLanguage(value, other) : value === other;
}

function normal(field: string, to: string): string {
  if (field === 'dateOfBirth') return to;
  const found = normalValue(field, to);
  return 'fault' in found ? malformed(fault('/to', 'format', found.fault)) : found.value;
}

function normalOr(field: string, from: string): string {
  const found = normalValue(field, from);
  return 'fault' in found ? from : found.value;
}

function local(value: string, known: PersonDetails | undefined): string {
  return known?.identifiers?.find((one) => one.scheme === 'local' && one.value === value.trim())?.value ?? '';
}

/** A correction holds from a day of the person's life, and from one that can be foreseen. */
function within(field: string, day: string, today: string, known: PersonDetails | undefined, value: string): void {
  if (day > (HOLDS_AT_ONCE.includes(field) ? today : addDays(today, 366))) refuse('FUTURE_DATE', ['effectiveFrom']);
  // Of a birth itself, the one that is now known.
  const born = field === 'dateOfBirth' || field === 'birth' ? bornAs(field, value) : known;
  if (day < ((born && firstDayOfLife(born)) ?? '')) malformed(fault('/effectiveFrom', 'tooEarly', 'lies before birth'));
}

function bornAs(field: string, value: string): Born {
  const [year, month] = value.split('-').map(Number);
  return field === 'dateOfBirth'
    ? { dateOfBirth: value }
    : { birth: present({ year: year ?? 0, month, estimated: true }) };
}

function bornBeforeDeath(field: string, value: string, { dateOfDeath }: PersonState, today: string): void {
  const born = bornAs(field, value);
  wellBorn(born, 'to', today);
  if (dateOfDeath !== undefined && (firstDayOfLife(born) ?? '') > dateOfDeath)
    malformed(fault('/to', 'tooLate', 'lies after death'));
}
