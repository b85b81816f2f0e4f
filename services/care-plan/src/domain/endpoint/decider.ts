import { refuse } from '@carethread/contracts';
import { heldBy, OWN, type Decider } from '@carethread/event-sourcing';
import { present } from '@carethread/ledger';
import type { EndpointCommand } from './commands.js';
import type { EndpointEvent } from './events.js';
import { register } from './register.js';
import { replay } from './replay.js';
import { keysInForce } from './signing-keys.js';
import { disable, pause, ping, resume, verify } from './standing.js';
import { NO_ENDPOINT, type EndpointState } from './state.js';

/** Every key in force signs every message: a receiver refuses a header that grows with each rotation. */
const MOST_KEYS = 10;

/** Where a provider's own system is sent the notices of its sequence (PLAT-13). About no person: its key is the endpoint's own. */
export const endpoint: Decider<EndpointState, EndpointCommand, EndpointEvent> = {
  category: 'endpoint',
  keyClass: 'core',
  holder: ({ providerId }) => (providerId === '' ? OWN : heldBy(providerId)),
  initial: NO_ENDPOINT,
  admits: ({ type }, { state }) =>
    type === 'RegisterEndpoint' || (state !== 'none' && state !== 'removed') || refuse('NOT_FOUND'),
  decide: {
    RegisterEndpoint: register,
    VerifyEndpoint: (_, state) => verify(state),
    PingEndpoint: (_, state) => ping(state),
    PauseEndpoint: (_, state) => pause(state),
    ResumeEndpoint: (_, state) => resume(state),
    RotateEndpointKey: (_, { providerId, kind, keys }, { newId, now }) => {
      if (kind === 'kafka') refuse('STATE_CONFLICT', [kind]);
      if (keysInForce(keys, now).length >= MOST_KEYS) refuse('STATE_CONFLICT', ['keys']);
      return [{ type: 'EndpointKeyRotated', payload: { providerId, keyId: newId('key') } }];
    },
    DisableEndpoint: disable,
    ReplayEndpoint: replay,
    RemoveEndpoint: (_, { providerId }) => [{ type: 'EndpointRemoved', payload: { providerId } }],
  },
  evolve: {
    EndpointRegistered: (state, { payload: { keyId, ...registered }, meta }) => ({
      ...state,
      ...registered,
      state: 'unverified',
      keys: [{ keyId, since: meta.recordedAt }],
    }),
    EndpointVerified: (state) => ({ ...state, state: 'active' }),
    EndpointPaused: (state) => ({ ...state, state: 'paused' }),
    EndpointResumed: ({ disabledBy: _, ...state }) => ({ ...state, state: 'active' }),
    EndpointKeyRotated: (state, { payload: { keyId }, meta }) => ({
      ...state,
      keys: [...state.keys, { keyId, since: meta.recordedAt }],
    }),
    EndpointDisabled: (state, { payload: { reason } }) => ({ ...state, state: 'disabled', disabledBy: reason }),
    EndpointReplayed: (state, { payload: { replayId, places }, meta }) => ({
      ...state,
      replays: [...state.replays, { replayId, places, requestedAt: meta.recordedAt }],
    }),
    EndpointRemoved: (state) => present<EndpointState>({ ...state, state: 'removed', url: undefined, replays: [] }),
  },
};
