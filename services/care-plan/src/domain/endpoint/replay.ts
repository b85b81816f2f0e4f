import { fault, malformed, refuse } from '@carethread/contracts';
import type { Context } from '@carethread/event-sourcing';
import type { ReplayEndpoint } from './commands.js';
import type { EndpointEvent } from './events.js';
import type { EndpointState } from './state.js';

/** Within an hour, of one endpoint: each may be of the whole sequence. */
const MOST_REPLAYS = 10;
const HOUR_MS = 3_600_000;

/** Sends again what was sent, beside what is new: where the endpoint stands does not change. */
export function replay(
  { places }: ReplayEndpoint,
  { state, providerId, kind, replays }: EndpointState,
  { newId, now }: Pick<Context, 'newId' | 'now'>,
): readonly EndpointEvent[] {
  if (state !== 'active') refuse('STATE_CONFLICT', [state]);
  // A topic keeps what it holds for a week: consumers read it again by themselves.
  if (kind === 'kafka') refuse('STATE_CONFLICT', [kind]);
  if (places.length === 0 || places.some(({ from, to }) => from < 1 || to < from))
    malformed(fault('/from', 'conflict', 'lies at or after the end of what is to be sent again'));
  const recent = replays.filter(({ requestedAt }) => Date.parse(now) - Date.parse(requestedAt) < HOUR_MS);
  if (recent.length >= MOST_REPLAYS) refuse('TOO_MANY_REQUESTS');
  return [{ type: 'EndpointReplayed', payload: { providerId, replayId: newId('replay'), places } }];
}
