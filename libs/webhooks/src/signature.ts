import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  randomBytes,
  sign as signBytes,
  type KeyObject,
} from 'node:crypto';

/** What is signed: Standard Webhooks 1.0.0 joins id, timestamp and the body's bytes by dots. */
export interface SignedMessage {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** Makes one signature of a message, as it stands in `webhook-signature`. */
export type Signer = (content: Buffer) => string;

/** An Ed25519 key, as its receiver checks it. */
export interface PublicKey {
  /** `whpk_…` */
  readonly text: string;
  /** The member `x` of a JWK. */
  readonly x: string;
}

const SEED_BYTES = 32;
/** The DER of a PKCS #8 Ed25519 key up to its seed (RFC 8410). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** 32 bytes of a stored key, for one purpose alone: no use of the key says anything of another. */
export function derivedBytes(stored: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', stored, Buffer.alloc(0), purpose, SEED_BYTES));
}

/** The private key of an Ed25519 seed. */
export function signingKey(seed: Uint8Array): KeyObject {
  if (seed.length !== SEED_BYTES) throw new TypeError('an Ed25519 seed has 32 bytes');
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
}

export function publicKeyOf(key: KeyObject): PublicKey {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return { text: `whpk_${Buffer.from(x, 'base64url').toString('base64')}`, x };
}

/** A private key as Standard Webhooks writes it: seed and public key in one. */
export function privateKeyText(seed: Uint8Array): string {
  const { x } = publicKeyOf(signingKey(seed));
  return `whsk_${Buffer.concat([seed, Buffer.from(x, 'base64url')]).toString('base64')}`;
}

export function secretText(secret: Uint8Array): string {
  return `whsec_${Buffer.from(secret).toString('base64')}`;
}

export function ed25519Signer(key: KeyObject): Signer {
  return (content) => `v1a,${signBytes(null, content, key).toString('base64')}`;
}

export function hmacSigner(secret: Uint8Array): Signer {
  return (content) => `v1,${createHmac('sha256', secret).update(content).digest('base64')}`;
}

export function signedContent({ id, timestamp, body }: SignedMessage): Buffer {
  return Buffer.from(`${id}.${timestamp}.${body}`);
}

/** The three headers of a message; while a key is being rotated, the old and the new one both sign. */
export function signedHeaders(
  message: SignedMessage,
  signers: readonly Signer[],
): Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  const content = signedContent(message);
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(message.timestamp),
    'webhook-signature': signers.map((signer) => signer(content)).join(' '),
  };
}

/** A text that nobody can guess, which the owner of an endpoint sends back. */
export function newChallenge(): string {
  return randomBytes(32).toString('base64url');
}
