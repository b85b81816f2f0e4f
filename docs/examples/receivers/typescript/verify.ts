import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** How old a message may be, or how far ahead of our clock, in seconds: an older one may be a copy that somebody kept. */
const TOLERANCE_S = 300;

export interface Trusted {
  /** Ed25519 public keys of the sender, as a JWK has them in `x`: two while a key is rotated. */
  readonly publicKeys: readonly string[];
  /** `whsec_…`, if one was agreed on. */
  readonly secret?: string | undefined;
}

/**
 * Whether one of the signatures of Standard Webhooks is right. It is over the bytes as they came: whoever parses first and writes the
 * text anew verifies something else.
 */
export function isSigned(headers: IncomingHttpHeaders, body: Buffer, trusted: Trusted, now = Date.now()): boolean {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    String(headers[name] ?? ''),
  );
  if (!id || !signatures || !/^\d{1,12}$/.test(timestamp ?? '')) return false;
  if (Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE_S) return false;
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
  return signatures.split(' ').some((one) => {
    const [version, value = ''] = one.split(',');
    const signature = Buffer.from(value, 'base64');
    if (version === 'v1a') return trusted.publicKeys.some((x) => isBy(x, signed, signature));
    return version === 'v1' && trusted.secret !== undefined && isWith(trusted.secret, signed, signature);
  });
}

function isBy(x: string, signed: Buffer, signature: Buffer): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return signature.length === 64 && verify(null, signed, key, signature);
}

function isWith(secret: string, signed: Buffer, signature: Buffer): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(signed).digest();
  return signature.length === expected.length && timingSafeEqual(signature, expected);
}
