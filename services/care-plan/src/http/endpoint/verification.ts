import { Refusal } from '@carethread/contracts';
import { BareRequest, commandOn, type Route } from '@carethread/http-api';
import { ACCEPTED, outcomeOf, type AttemptOutcome } from '../../delivery/attempt.js';
import { sendMessage } from '../../delivery/endpoint-message.js';
import { challenged } from '../../delivery/verification.js';
import { endpoint } from '../../domain/endpoint/decider.js';
import { MANAGED_ONE } from './managed.js';
import { EN } from './path.js';

export const verificationRoutes: readonly Route[] = [
  commandOn(endpoint)({
    method: 'POST',
    path: `${EN}/:id/verification`,
    summary: 'Send a challenge: an endpoint that sends it back in its answer is active',
    ...MANAGED_ONE,
    body: BareRequest,
    command: async (ask) => {
      const id = ask.params['id'] ?? '';
      const { state } = (await ask.read.state(endpoint, id)).state;
      if (state === 'unverified') {
        const { outcome, status } = await challenged(ask, id, ask.commandId);
        if (outcome !== ACCEPTED) throw new Refusal('ENDPOINT_UNVERIFIED', [withStatus(outcome, status)]);
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
      const answer = await sendMessage(ask, ask.params['id'] ?? '', {}, ask.commandId);
      const outcome = withStatus(outcomeOf(answer), 'status' in answer ? answer.status : undefined);
      return { outcome, milliseconds: Math.round(performance.now() - begun) };
    },
  }),
];

/** A code, and where an answer was no success its status. */
function withStatus(outcome: AttemptOutcome, status: number | undefined): string {
  return outcome === 'status' || outcome === 'redirect' ? `status ${status}` : outcome;
}
