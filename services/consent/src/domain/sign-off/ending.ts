import type { Context } from '@carethread/event-sourcing';
import { endedOf } from './completion.js';
import type { SignOffEvent } from './events.js';
import { isOpen, requestedIn, type SignOffState } from './state.js';

export type VoidSignOff = { readonly type: 'VoidSignOff'; readonly reason: string };
/** All signed, and the version was not published: nothing took effect by it. */
export type VoidCompletedSignOff = { readonly type: 'VoidCompletedSignOff'; readonly reason: string };
export type LapseSignOff = { readonly type: 'LapseSignOff' };

export function voidOpen({ reason }: VoidSignOff, state: SignOffState, { id }: Context): readonly SignOffEvent[] {
  return isOpen(state) ? [voided(state, id, reason)] : [];
}

export function voidCompleted(
  { reason }: VoidCompletedSignOff,
  state: SignOffState,
  { id }: Context,
): readonly SignOffEvent[] {
  return state.state === 'completed' ? [voided(state, id, reason)] : [];
}

export function lapse(_: LapseSignOff, state: SignOffState, { id }: Context): readonly SignOffEvent[] {
  return isOpen(state) ? [{ type: 'SignOffLapsed', payload: endedOf(requestedIn(state), id) }] : [];
}

export function voided(state: SignOffState, id: string, reason: string): SignOffEvent {
  return { type: 'SignOffVoided', payload: { ...endedOf(requestedIn(state), id), reason } };
}
