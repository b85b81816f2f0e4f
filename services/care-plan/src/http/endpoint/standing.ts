import { answerOf, BareRequest, commandOn, type Route } from '@carethread/http-api';
import { secretIdOf } from '@carethread/runtime';
import { uuidV5 } from '@carethread/ledger';
import { endpoint } from '../../domain/endpoint/decider.js';
import { MANAGED_ONE } from './managed.js';
import { EN } from './path.js';

export const standingRoutes: readonly Route[] = [
  commandOn(endpoint)({
    method: 'POST',
    path: `${EN}/:id/pause`,
    summary: 'Send an endpoint nothing for a while: its notices wait',
    ...MANAGED_ONE,
    body: BareRequest,
    command: () => ({ type: 'PauseEndpoint' }),
    answer: ({ state: { state } }) => ({ state }),
  }),
  commandOn(endpoint)({
    method: 'POST',
    path: `${EN}/:id/resume`,
    summary: 'Go on where an endpoint was paused or switched off: nothing is skipped',
    ...MANAGED_ONE,
    body: BareRequest,
    command: () => ({ type: 'ResumeEndpoint' }),
    answer: ({ state: { state } }) => ({ state }),
  }),
  commandOn(endpoint)({
    method: 'POST',
    path: `${EN}/:id/key-rotation`,
    summary: 'Make a new key: it and the one before it both sign for 14 days',
    ...MANAGED_ONE,
    body: BareRequest,
    command: () => ({ type: 'RotateEndpointKey' }),
    answer: async ({ id, state: { sharesSecret } }, { tenantId, webhooks, commandId }) => {
      // The key of this very request, also where it is sent again after another rotation.
      const keyId = uuidV5(commandId, 'key');
      return answerOf({
        publicKey: (await webhooks.keys.publicKey(tenantId, keyId)).text,
        secret: sharesSecret ? await webhooks.keys.secret(tenantId, secretIdOf(id, keyId)) : undefined,
      });
    },
  }),
];
