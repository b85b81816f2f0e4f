import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';

/** Carethread's own UUIDv5 namespace, for names whose first part is not itself a UUID. Fixed for ever. */
export const CARETHREAD_NAMESPACE = '6f1c1a52-0a54-5c0e-9a0b-7d2f6f0c1e01';

/** UUIDv5(a, b, …): the namespace is `a` where it is a UUID, else Carethread's; the name is the canonical JSON array of the rest. */
export function uuidV5(...parts: readonly [string, ...(string | number)[]]): string {
  const [first, ...rest] = parts;
  return UUID.test(first)
    ? nameBased(first, canonicalJson(rest))
    : nameBased(CARETHREAD_NAMESPACE, canonicalJson(parts));
}

/** What RFC 9562 calls a UUID: its versions and its variant, nil and max; in either case. */
const UUID =
  /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|0{8}(?:-0{4}){3}-0{12}|f{8}(?:-f{4}){3}-f{12})$/i;

/** RFC 9562 §5.5 in one digest. A test holds it to the package `uuid`, whose streams and checks cost five times as much. */
function nameBased(namespace: string, name: string): string {
  const named = Buffer.allocUnsafe(16 + Buffer.byteLength(name));
  named.write(namespace.replaceAll('-', ''), 'hex');
  named.write(name, 16);
  return uuidOf(hash('sha1', named), 5);
}

const VARIANT = '89ab';

/** The first 128 bits of a digest in hex, with the version and the variant of a UUID. */
function uuidOf(hex: string, version: number): string {
  const variant = VARIANT.charAt(Number.parseInt(hex.charAt(16), 16) & 3);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A UUID (version 8, RFC 9562) from an HMAC-SHA-256 of the parts under a secret: a pseudonym that cannot be guessed back. */
export function uuidByHmac(secret: Uint8Array, ...parts: readonly string[]): string {
  return uuidOf(hmacSha256(secret, canonicalJson(parts)).toString('hex'), 8);
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
    known = { inner: Buffer.from(key.map((byte) => byte ^ 0x36)), outer: Buffer.from(key.map((byte) => byte ^ 0x5c)) };
    pads.set(secret, known);
  }
  const inner = hash('sha256', Buffer.concat([known.inner, Buffer.from(text)]), 'buffer');
  return hash('sha256', Buffer.concat([known.outer, inner]), 'buffer');
}
