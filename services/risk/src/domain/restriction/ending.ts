import { endOfDay } from '@carethread/calendar';
import type { Context } from '@carethread/event-sourcing';
import type { Instant } from '@carethread/ledger';
import { mustBeRegisteredManager, mustNotBeRestricted } from './authorisation.js';
import type { RestrictionEvent } from './events.js';
import type { RestrictionState } from './state.js';

export type EndRestriction = { readonly type: 'EndRestriction'; readonly reason: string };
/** The organisation that held it serves the person no more. */
export type EndWithService = { readonly type: 'EndWithService'; readonly endedAt: Instant };
export type ExpireRestriction = { readonly type: 'ExpireRestriction' };

export function end(
  { reason }: EndRestriction,
  { authorisations }: RestrictionState,
  context: Context,
): readonly RestrictionEvent[] {
  mustNotBeRestricted(context);
  if (authorisations.at(-1)?.scheme === 'DoLS') mustBeRegisteredManager(context);
  return [{ type: 'RestrictionEnded', payload: { reason } }];
}

/**
 * An authority belongs to the service that holds it, and does not outlast that service. One that had run out before is over already,
 * and stays what it was.
 */
export function endWithService({ endedAt }: EndWithService, state: RestrictionState): readonly RestrictionEvent[] {
  return isOver(state) ? [] : [{ type: 'RestrictionEnded', payload: { reason: 'serviceEnded', endedAt } }];
}

export function expire(_: ExpireRestriction, state: RestrictionState, { now }: Context): readonly RestrictionEvent[] {
  const last = endOf(state);
  return state.state === 'active' && last !== undefined && now > last
    ? [{ type: 'RestrictionExpired', payload: {} }]
    : [];
}

export function isOver({ state }: Pick<RestrictionState, 'state'>): boolean {
  return state === 'expired' || state === 'ended';
}

/** The last instant that the present authorisation covers. */
export function endOf({ authorisations }: RestrictionState): Instant | undefined {
  const current = authorisations.at(-1);
  return current === undefined ? undefined : endOfDay(current.to);
}
