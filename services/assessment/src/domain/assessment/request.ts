import { addDays, localDate } from '@carethread/calendar';
import { fault, malformed, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import { inLife } from '../life.js';
import type { AssessmentEvent } from './events.js';
import type { AssessmentState } from './state.js';

export type RequestAssessment = {
  readonly type: 'RequestAssessment';
  readonly kind: string;
  readonly reason?: string;
  readonly dueAt?: Instant;
};

export function request(
  { type: _, ...payload }: RequestAssessment,
  { state }: AssessmentState,
  context: Context,
): readonly AssessmentEvent[] {
  foreseeable(payload.dueAt, context);
  inLife(localDate(context.occurredAt), 'occurredAt', context);
  return state === 'none' ? [{ type: 'AssessmentRequested', payload }] : [];
}

/** In days: nothing is asked for longer ahead. */
const YEAR = 366;
/** A policy may be late with what it asks for; a person asks for what can still be done. */
function foreseeable(dueAt: Instant | undefined, { now, actor }: Context): void {
  if (dueAt === undefined || actor.role === 'SY') return;
  if (dueAt <= now) malformed(fault('/dueAt', 'tooEarly', 'is over already'));
  if (localDate(dueAt) > addDays(localDate(now), YEAR)) refuse('FUTURE_DATE', ['dueAt']);
}
