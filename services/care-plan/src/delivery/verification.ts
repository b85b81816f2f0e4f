import { newChallenge } from '@carethread/webhooks';
import { ACCEPTED, outcomeOf, type AttemptOutcome } from './attempt.js';
import { sendMessage, type MessageSite } from './endpoint-message.js';

/** What came of a challenge: `accepted` where it came back, `challenge` where the answer did not hold it. */
export interface Challenged {
  readonly outcome: AttemptOutcome;
  readonly status?: number;
}

/** Sends a challenge. Whoever sends it back owns the endpoint, or acts for its owner. */
export async function challenged(site: MessageSite, endpointId: string, by: string): Promise<Challenged> {
  const challenge = newChallenge();
  const answer = await sendMessage(site, endpointId, { challenge }, by);
  const outcome = outcomeOf(answer);
  if ('failure' in answer) return { outcome };
  const { status, body } = answer;
  if (outcome === ACCEPTED && body?.includes(challenge) !== true) return { outcome: 'challenge', status };
  return { outcome, status };
}
