import { hash } from 'node:crypto';
import { v5, validate } from 'uuid';
import { canonicalJson } from './canonical-json.js';

/** Carethread's own UUIDv5 namespace, for names whose first part is not itself a UUID. Fixed for ever. */
export const CARETHREAD_NAMESPACE = '6f1c1a52-0a54-5c0e-9a0b-7d2f6f0c1e01';

/** UUIDv5(a, b, …): the namespace is `a` where it is a UUID, else Carethread's; the name is the canonical JSON array of the rest. */
export function uuidV5(...parts: readonly [string, ...(string | number)[]]): string {
  const [first, ...rest] = parts;
  return validate(first) ? v5(canonicalJson(rest), first) : v5(canonicalJson(parts), CARETHREAD_NAMESPACE);
}

/** A UUID (version 8, RFC 9562) from an HMAC-SHA-256 of the parts under a secret: a pseudonym that cannot be guessed back. */
export function uuidByHmac(secret: Uint8Array, ...parts: readonly string[]): string {
  const bytes = hmacSha256(secret, canonicalJson(parts)).subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const BLOCK = 64;
const pads = new WeakMap<Uint8Array, { readonly inner: Buffer; readonly outer: Buffer }>();

/**
 * HMAC-SHA-256 (RFC 2104) with the key's two pads kept: two one-shot digests, where `createHmac` builds a key object and a
 * stream for every call. A test holds it to `createHmac`.
 */
export function hmacSha256(secret: Uint8Array, text: string): Buffer {
  let known = pads.get(secret);
  if (known === undefined) {
    const key = Buffer.alloc(BLOCK);
    (secret.length > BLOCK ? hash('sha256', secret, 'buffer') : Buffer.from(secret)).copy(key);
    known = { inner: key.map((byte) => byte ^ 0x36) as Buffer, outer: key.map((byte) => byte ^ 0x5c) as Buffer };
    pads.set(secret, known);
  }
  const inner = hash('sha256', Buffer.concat([known.inner, Buffer.from(text)]), 'buffer');
  return hash('sha256', Buffer.concat([known.outer, inner]), 'buffer');
}
