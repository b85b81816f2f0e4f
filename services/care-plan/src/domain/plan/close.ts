import { localDate } from '@carethread/calendar';
import { refuse } from '@carethread/contracts';
import type { Context, Decided } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import { happenedAt } from '../bounds.js';
import type { CarePlanFacts } from '../facts.js';
import { endOfService } from '../service-end.js';
import type { Opened } from './payloads.js';
import type { PlanEvent } from './events.js';
import type { PlanState } from './state.js';

export type ClosePlan = { readonly type: 'ClosePlan'; readonly reason: string; readonly closedAt?: string };
type PlanContext = Context<CarePlanFacts>;

/** A plan that is closed stays closed as it was: the same closure again changes nothing, and another reason or day contradicts it. */
export function close(command: ClosePlan, state: PlanState, context: PlanContext): readonly Decided<PlanEvent>[] {
  const { state: life, opened, closed } = state;
  if (life === 'closed') {
    // On a closed plan, commands from policies are ignored.
    const same =
      command.reason === closed?.reason &&
      (command.closedAt === undefined || closedAt(command, state, context) === closed.closedAt);
    return same || context.actor.role === 'SY' ? [] : refuse('STATE_CONFLICT', ['closed']);
  }
  if (!isBorneOut(command.reason, opened, context)) refuse('REFERENCE_NOT_FOUND', ['reason']);
  return [
    {
      type: 'CarePlanClosed',
      payload: {
        planId: context.id,
        organisationId: opened?.organisationId ?? '',
        reason: command.reason,
        closedAt: closedAt(command, state, context),
      },
    },
  ];
}

/** Whether the fact that a reason names is on record: the person's death, the end of the service, another plan that is open. */
function isBorneOut(reason: string, opened: Opened | undefined, { id, facts }: PlanContext): boolean {
  const end = opened === undefined ? undefined : endOfService(opened, facts);
  switch (reason) {
    case 'serviceEnded':
      return end !== undefined;
    case 'transferred':
      return end?.transferred === true;
    case 'deceased':
      return facts.deceased;
    case 'replacedByOtherPlan':
      return Object.entries(facts.plans).some(([planId, { state }]) => planId !== id && state !== 'closed');
    default:
      return false;
  }
}

/** When it was closed: now, or earlier, but not before the day on which it was first in force. */
function closedAt({ closedAt: at }: ClosePlan, { versions }: PlanState, context: PlanContext): Instant {
  const instant = happenedAt(at ?? context.now, 'closedAt', context);
  const [first] = versions;
  if (first === undefined || first.effectiveFrom > context.now || localDate(instant) >= localDate(first.effectiveFrom))
    return instant;
  // What was agreed though the service had ended already is closed from now on.
  return context.actor.role === 'SY' ? context.now : refuse('TIMESCALE_INVALID', ['closedAt']);
}
