import { envelopeHash } from './chain.js';
import { NO_HASH, type Envelope } from './envelope.js';

export type StreamVerification =
  | { readonly valid: true; readonly events: number; readonly head: string }
  | { readonly valid: false; readonly revision: number; readonly reason: string };

/** Walks one stream's chain: revisions without gaps, each hash, each link. Names the first event that is wrong. */
export function verifyStream(events: readonly Envelope[]): StreamVerification {
  let before = NO_HASH;
  for (const [index, event] of events.entries()) {
    const { hash, ...rest } = event;
    const wrong = (reason: string): StreamVerification => ({ valid: false, revision: index + 1, reason });
    if (event.stream !== events[0]?.stream) return wrong('the event belongs to another stream');
    if (event.revision !== index + 1) return wrong('a revision is missing or out of order');
    if (event.prevHash !== before) return wrong('the link to the event before is broken');
    if (envelopeHash(rest) !== hash) return wrong('the event is not the one that was hashed');
    before = hash;
  }
  return { valid: true, events: events.length, head: before };
}
