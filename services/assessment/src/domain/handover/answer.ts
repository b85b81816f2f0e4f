import { addDays, localDate } from '@carethread/calendar';
import { fault, malformed, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { HandoverEvent, HandoverIssued } from './events.js';
import { YEAR } from './issue.js';
import type { HandoverState } from './state.js';

export type AcceptHandover = {
  readonly type: 'AcceptHandover';
  readonly keyworkerId: string;
  readonly plannedStart: string;
};
export type ReturnHandover = { readonly type: 'ReturnHandover'; readonly reason?: string };

export function accept(
  { keyworkerId, plannedStart }: AcceptHandover,
  state: HandoverState,
  context: Context,
): readonly HandoverEvent[] {
  const issued = answerable(state, context);
  if (plannedStart < (state.issuedOn ?? '')) malformed(fault('/plannedStart', 'tooEarly', 'lies before the handover'));
  if (plannedStart > addDays(localDate(context.now), YEAR)) refuse('FUTURE_DATE', ['plannedStart']);
  return [
    {
      type: 'HandoverAccepted',
      payload: { ...issued, keyworkerId, plannedStart, acceptedBy: context.actor.userId },
    },
  ];
}

export function giveBack({ reason }: ReturnHandover, state: HandoverState, context: Context): readonly HandoverEvent[] {
  const { handoverId, providerId } = answerable(state, context);
  if (reason === undefined) return refuse('REASON_REQUIRED', ['reason']);
  return [{ type: 'HandoverReturned', payload: { handoverId, providerId, reason } }];
}

/** Only the provider it was addressed to may answer; to any other it does not exist. */
function answerable({ state, issued }: HandoverState, { actor }: Context): HandoverIssued {
  if (issued === undefined || actor.organisationId !== issued.providerId) return refuse('NOT_FOUND');
  if (state !== 'issued') refuse('STATE_CONFLICT', [state]);
  return issued;
}
