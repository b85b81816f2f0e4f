import { dueAt } from '@carethread/calendar';
import type { Context } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import { contactAt, contactInterval } from '../dates.js';
import type { CommandOf } from './commands.js';
import type { Made } from './events.js';
import type { CpaCaseState } from './state.js';

const SEEN = ['seen', 'spoke'];

function lastContact({ contacts }: CpaCaseState): Instant | undefined {
  return contacts
    .filter(({ outcome }) => SEEN.includes(outcome))
    .map(({ at }) => at)
    .sort()
    .at(-1);
}

export function setContactInterval(
  { interval }: CommandOf<'SetContactInterval'>,
  state: CpaCaseState,
  { now }: Context,
): Made {
  contactInterval(interval);
  const sinceLast = dueAt(lastContact(state) ?? now, interval);
  // A new interval makes no breach of the past.
  const expectedBy = sinceLast < now ? dueAt(now, interval) : sinceLast;
  if (state.expectation?.interval === interval) return [];
  return [{ type: 'ContactIntervalSet', payload: { interval, expectedBy } }];
}

/** Only having seen or spoken to the person is contact; an attempt is kept, and the clock runs on (CPA-46). */
export function logContact(
  { type: _, ...command }: CommandOf<'LogContact'>,
  state: CpaCaseState,
  context: Context,
): Made {
  const at = contactAt(command.at ?? context.occurredAt, state, context);
  const contact = { ...command, at, contactId: context.newId('contact'), by: context.actor.userId };
  const latest = at >= (lastContact(state) ?? '');
  if (state.expectation === undefined || !SEEN.includes(command.outcome) || !latest)
    return [{ type: 'ContactLogged', payload: contact }];
  // Contact that is logged late answers for the days that it covers: it is never expected again at a time that has passed already.
  const expectedBy = dueAt(at, state.expectation.interval);
  return [{ type: 'ContactLogged', payload: expectedBy < context.now ? contact : { ...contact, expectedBy } }];
}

/** CPA-47: contact that was missed once is a breach; missed twice running, it has lapsed. */
export function lapseContact(
  { expectedBy }: CommandOf<'LapseContact'>,
  { expectation }: CpaCaseState,
  { id: caseId, now: detectedAt }: Context,
): Made {
  if (expectation?.expectedBy !== expectedBy) return [];
  // The next cycle counts from the day that was missed, not from the day on which it was noticed.
  const nextExpectedBy = dueAt(expectedBy, expectation.interval);
  const failures = expectation.failures + 1;
  return failures < 2
    ? [
        {
          type: 'CpaObligationMissed',
          payload: { caseId, kind: 'contactWithPerson', dueAt: expectedBy, detectedAt, nextExpectedBy },
        },
      ]
    : [{ type: 'ContactLapsed', payload: { caseId, expectedBy, failures, nextExpectedBy } }];
}
