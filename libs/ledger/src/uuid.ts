import { createHmac } from 'node:crypto';
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
  const bytes = createHmac('sha256', secret).update(canonicalJson(parts)).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
