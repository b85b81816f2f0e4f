import { Refusal } from '@carethread/contracts';
import { BareRequest, commandOn, type Route } from '@carethread/http-api';
import { newChallenge } from '@carethread/webhooks';
import { endpoint } from '../../domain/endpoint/decider.js';
import { MANAGED_ONE } from './managed.js';
import { outcomeOf, sendMessage } from './message.js';
import { EN } from './path.js';

export const verificationRoutes: readonly Route[] = [
  commandOn(endpoint)({
    method: 'POST',
    path: `${EN}/:id/verification`,
    summary: 'Send a challenge: an endpoint that sends it back in its answer is active',
    ...MANAGED_ONE,
    body: BareRequest,
    command: async (ask) => {
      const { state } = (await ask.read.state(endpoint, ask.params['id'] ?? '')).state;
      if (state === 'unverified') {
        const challenge = newChallenge();
        const message = { type: 'care-plan.endpoint-verification.v1', data: { challenge }, wantsBody: true } as const;
        const answer = await sendMessage(ask, message);
        const outcome = outcomeOf(answer);
        if (outcome !== 'accepted') throw new Refusal('ENDPOINT_UNVERIFIED', [outcome]);
        if (!('body' in answer) || answer.body?.includes(challenge) !== true)
          throw new Refusal('ENDPOINT_UNVERIFIED', ['challenge']);
      }
      return { type: 'VerifyEndpoint' };
    },
    answer: ({ state: { state } }) => ({ state }),
  }),
  commandOn(endpoint)({
    method: 'POST',
    path: `${EN}/:id/ping`,
    summary: 'Send a verified endpoint a message that means nothing, and say what came of it',
    ...MANAGED_ONE,
    body: BareRequest,
    command: () => ({ type: 'PingEndpoint' }),
    answer: async (_, ask) => {
      const begun = performance.now();
      const outcome = outcomeOf(await sendMessage(ask, { type: 'care-plan.ping.v1', data: {} }));
      return { outcome, milliseconds: Math.round(performance.now() - begun) };
    },
  }),
];
