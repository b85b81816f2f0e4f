import { fault, malformed, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { ReplayEndpoint } from './commands.js';
import type { EndpointEvent } from './events.js';
import type { EndpointState } from './state.js';

/** Sends again what was sent, beside what is new: where the endpoint stands does not change. */
export function replay(
  { places }: ReplayEndpoint,
  { state, providerId, kind }: EndpointState,
  { newId }: Pick<Context, 'newId'>,
): readonly EndpointEvent[] {
  if (state !== 'active') refuse('STATE_CONFLICT', [state]);
  // A topic keeps what it holds for a week: consumers read it again by themselves.
  if (kind === 'kafka') refuse('STATE_CONFLICT', [kind]);
  if (places.length === 0 || places.some(({ from, to }) => from < 1 || to < from))
    malformed(fault('/from', 'conflict', 'lies at or after the end of what is to be sent again'));
  return [{ type: 'EndpointReplayed', payload: { providerId, replayId: newId('replay'), places } }];
}
