import { hash as digest } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';
import { canonicalEnvelope } from './canonical-envelope.js';
import { NO_HASH, type Envelope, type Instant, type UnstampedEvent } from './envelope.js';

/** Lower-case hex SHA-256 of a UTF-8 text. */
export function sha256(text: string): string {
  return digest('sha256', text, 'hex');
}

/** The additional data of the sealing: the envelope without recordedAt, prevHash, hash and sealed, canonical. */
export function additionalData(event: UnstampedEvent): string {
  return canonicalEnvelope(event, {});
}

/** The hash of an envelope: SHA-256 over the canonical JSON of the envelope without its member `hash`. */
export function envelopeHash(envelope: Omit<Envelope, 'hash'>): string {
  return sha256(canonicalJson({ ...envelope, hash: undefined }));
}

/** Stamps one event: its recordedAt, the link to the event before it, and the canonical text that is stored. */
export function stamp(
  event: UnstampedEvent,
  recordedAt: Instant,
  prevHash: string,
): { readonly envelope: Envelope; readonly text: string } {
  const unhashed = canonicalEnvelope(event, { recordedAt, prevHash, sealed: event.sealed });
  const hash = sha256(unhashed);
  // In canonical order `hash` follows `format` and precedes `id`, whichever other members there are.
  const at = unhashed.indexOf('"format":1,') + '"format":1,'.length;
  const text = `${unhashed.slice(0, at)}"hash":"${hash}",${unhashed.slice(at)}`;
  return { envelope: { ...event, recordedAt, prevHash, hash }, text };
}

/**
 * Whether a stored text is the one that was hashed: its SHA-256 without the member `hash` is that hash. It compares bytes and parses
 * nothing, so that it costs a digest alone; a text that is not canonical is not the one that was hashed.
 */
export function holdsItsHash(text: string, hash: string): boolean {
  const before = '"format":1,';
  const member = `"hash":"${hash}",`;
  const at = text.indexOf(before + member) + before.length;
  if (at < before.length) return false;
  return sha256(text.slice(0, at) + text.slice(at + member.length)) === hash;
}

const link = Buffer.alloc(64);

/** logHash: SHA-256 of (the 32 bytes of the logHash before ‖ the 32 bytes of this event's hash). */
export function nextLogHash(before: string, hash: string): string {
  // Buffer.write stops at the first character that is not hex, and would leave bytes of an earlier link behind.
  if (link.write(before, 0, 'hex') !== 32 || link.write(hash, 32, 'hex') !== 32)
    throw new RangeError('a hash has 64 hex characters');
  return digest('sha256', link, 'hex');
}

export { NO_HASH };
