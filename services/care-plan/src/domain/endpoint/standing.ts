import { refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { DisableEndpoint } from './commands.js';
import type { EndpointEvent } from './events.js';
import type { EndpointState } from './state.js';

/** It has sent the challenge back: it belongs to whoever registered it. */
export function verify(state: EndpointState): readonly EndpointEvent[] {
  return state.state === 'unverified' ? [{ type: 'EndpointVerified', payload: { providerId: state.providerId } }] : [];
}

/** What is not verified may be somebody else's. */
export function ping({ state, kind }: EndpointState): readonly EndpointEvent[] {
  if (kind === 'kafka') refuse('STATE_CONFLICT', [kind]);
  if (state === 'unverified') refuse('STATE_CONFLICT', [state]);
  return [];
}

export function pause({ state, providerId }: EndpointState): readonly EndpointEvent[] {
  if (state === 'paused') return [];
  if (state !== 'active') refuse('STATE_CONFLICT', [state]);
  return [{ type: 'EndpointPaused', payload: { providerId } }];
}

/** It goes on at its own place, also where Carethread had switched it off. */
export function resume({ state, providerId }: EndpointState): readonly EndpointEvent[] {
  if (state === 'active') return [];
  if (state === 'unverified') refuse('STATE_CONFLICT', [state]);
  return [{ type: 'EndpointResumed', payload: { providerId } }];
}

/** By the platform alone; what it sent last may be answered after its provider has paused it, and changes nothing then. */
export function disable(
  { reason }: DisableEndpoint,
  { state, providerId }: EndpointState,
  { actor }: Pick<Context, 'actor'>,
): readonly EndpointEvent[] {
  if (actor.role !== 'SY' || actor.organisationId !== undefined) refuse('ROLE_NOT_PERMITTED');
  return state === 'active' ? [{ type: 'EndpointDisabled', payload: { providerId, reason } }] : [];
}
