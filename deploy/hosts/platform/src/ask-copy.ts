import { isPlain, Refusal } from '@carethread/contracts';
import type { Answered } from '@carethread/gateway';
import { connectionFault } from './transport.js';

/**
 * Reads from one replica. A connection that fails means that the replica is gone; any answer means that it is not. Throws TIMED_OUT
 * for one that takes too long: the client has waited long enough not to be sent to another.
 */
export async function askCopy(
  url: string,
  request: RequestInit,
  patience: number,
): Promise<Answered | 'no connection'> {
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(url, { ...request, signal: AbortSignal.timeout(patience) });
    text = await answer.text();
  } catch (error) {
    if (connectionFault(error) === 'late') throw new Refusal('TIMED_OUT');
    return 'no connection';
  }
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: objectOf(text, answer.status) };
}

/** A body that is no JSON object did not come from a route of ours: an error of this platform, not of the connection. */
function objectOf(text: string, status: number): Record<string, unknown> {
  const body = parsed(text);
  if (isPlain(body)) return body;
  if (status === 200) throw new Error('a service answered with what is no JSON');
  return {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
