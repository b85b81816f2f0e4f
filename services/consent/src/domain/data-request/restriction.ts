import { localDate } from '@carethread/calendar';
import { NEVER_RESTRICTED, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { ConsentFacts } from '../facts.js';
import type { DataRequestEvent } from './events.js';
import type { DataRequestState } from './state.js';

export type RestrictProcessing = {
  readonly type: 'RestrictProcessing';
  readonly fields: readonly string[];
  readonly ground: string;
};
export type LiftRestriction = {
  readonly type: 'LiftRestriction';
  readonly reason?: string;
  readonly personToldOn?: string;
};

/** UK GDPR art 18: the sections that the officer names are stored, and used for nothing else; never those on which safety rests (D20). */
export function restrict(
  { fields, ground }: RestrictProcessing,
  { state, right }: DataRequestState,
  { id, now }: Context,
): readonly DataRequestEvent[] {
  if (state !== 'received') refuse('STATE_CONFLICT', [state]);
  if (right !== 'restriction') refuse('STATE_CONFLICT', [right]);
  const named: readonly string[] = [...new Set(fields)].sort();
  const unsafe = named.filter((field) => NEVER_RESTRICTED.some((one) => one === field));
  if (unsafe.length > 0) refuse('REASON_NOT_ALLOWED', unsafe);
  return [{ type: 'ProcessingRestricted', payload: { requestId: id, fields: named, ground, restrictedAt: now } }];
}

/** UK GDPR art 18(3): it is lifted once the person was told that it would be. */
export function lift(
  { reason, personToldOn }: LiftRestriction,
  { state, restriction }: DataRequestState,
  { id, now, facts }: Context<ConsentFacts>,
): readonly DataRequestEvent[] {
  if (state === 'lifted') return [];
  if (restriction === undefined) return refuse('STATE_CONFLICT', [state]);
  if (reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
  if (personToldOn === undefined && !facts.deceased) refuse('TIMESCALE_INVALID', ['personToldOn']);
  if (personToldOn !== undefined && personToldOn > localDate(now)) refuse('FUTURE_DATE', ['personToldOn']);
  const { restrictedAt } = restriction;
  if (personToldOn !== undefined && personToldOn < localDate(restrictedAt))
    refuse('TIMESCALE_INVALID', ['personToldOn']);
  const payload = { requestId: id, restrictedAt, liftedAt: now, reason, personToldOn };
  return [{ type: 'ProcessingRestrictionLifted', payload: present(payload) }];
}
