import { present } from '@carethread/ledger';
import type { Attempt, ServiceRuntime } from '@carethread/runtime';
import { ACCEPTED, type AttemptOutcome } from './attempt.js';

/** What is sent outside the sequence stands at this place among the attempts. */
const OUTSIDE = 0;

/** Keeps what came of a handshake, or of a sign of life, that began at an instant of the process. */
export async function keepOutside(
  webhooks: ServiceRuntime['webhooks'],
  endpointId: string,
  begun: number,
  { outcome, status }: { readonly outcome: AttemptOutcome; readonly status?: number | undefined },
): Promise<void> {
  (await webhooks.attempts()).write(
    present<Attempt>({
      ...{ endpointId, seq: OUTSIDE, attempt: 1, at: new Date().toISOString(), outcome, status },
      milliseconds: Math.round(performance.now() - begun),
    }),
  );
}

/** What came of the last attempt, of an endpoint that was never verified: of its handshake. Undefined where none failed. */
export async function failedHandshake(
  webhooks: ServiceRuntime['webhooks'],
  endpointId: string,
): Promise<string | undefined> {
  const [last] = await (await webhooks.attempts()).page(endpointId, { limit: 1 });
  return last === undefined || last.outcome === ACCEPTED ? undefined : last.outcome;
}
