import { createPublicKey, verify } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import {
  derivedBytes,
  ed25519Signer,
  hmacSigner,
  newChallenge,
  privateKeyText,
  publicKeyOf,
  secretText,
  signedContent,
  signedHeaders,
  signingKey,
} from './signature.js';

/** RFC 8032, section 7.1, test 1. */
const SEED = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
const PUBLIC = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex');
const EMPTY_SIGNED =
  'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b';
/** The example of Standard Webhooks 1.0.0. */
const EXAMPLE = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: '{"test": 2432232314}' };
const SECRET = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');

const verifies = (signature: string | undefined, content: Buffer, { x }: { readonly x: string }): boolean => {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, content, key, Buffer.from(signature?.replace('v1a,', '') ?? '', 'base64'));
};

describe('the signature of a webhook (PLAT-13)', () => {
  it('signs by Ed25519 as RFC 8032 does, and by HMAC as the example of Standard Webhooks', () => {
    const signed = ed25519Signer(signingKey(SEED))(Buffer.alloc(0));
    expect(Buffer.from(signed.replace('v1a,', ''), 'base64').toString('hex')).toBe(EMPTY_SIGNED);
    expect(hmacSigner(SECRET)(signedContent(EXAMPLE))).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('a receiver verifies v1 with the package of the standard, and v1a with the public key that is served', () => {
    const key = signingKey(SEED);
    const message = { id: 'n-1', timestamp: Math.floor(Date.now() / 1_000), body: '{"data":{}}' };
    const headers = signedHeaders(message, [ed25519Signer(key), hmacSigner(SECRET)]);
    expect(new Webhook(secretText(SECRET)).verify(message.body, { ...headers })).toEqual({ data: {} });
    const [v1a] = headers['webhook-signature'].split(' ');
    expect(verifies(v1a, signedContent(message), publicKeyOf(key))).toBe(true);
    expect(verifies(v1a, signedContent({ ...message, body: '{"data":{ }}' }), publicKeyOf(key))).toBe(false);
    expect(verifies(v1a, signedContent({ ...message, timestamp: message.timestamp + 1 }), publicKeyOf(key))).toBe(
      false,
    );
  });

  it('while keys are rotated a receiver that knows either one accepts the message', () => {
    const old = signingKey(SEED);
    const fresh = signingKey(derivedBytes(SEED, 'another'));
    const headers = signedHeaders(EXAMPLE, [ed25519Signer(fresh), ed25519Signer(old)]);
    const signatures = headers['webhook-signature'].split(' ');
    for (const key of [old, fresh])
      expect(signatures.some((one) => verifies(one, signedContent(EXAMPLE), publicKeyOf(key)))).toBe(true);
  });

  it('writes keys in the forms of the standard', () => {
    expect(publicKeyOf(signingKey(SEED))).toEqual({
      text: `whpk_${PUBLIC.toString('base64')}`,
      x: PUBLIC.toString('base64url'),
    });
    expect(privateKeyText(SEED)).toBe(`whsk_${Buffer.concat([SEED, PUBLIC]).toString('base64')}`);
    expect(secretText(SECRET)).toBe('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
    expect(() => signingKey(SEED.subarray(1))).toThrow('32 bytes');
  });

  it('derives from one stored key what different purposes have nothing in common of', () => {
    expect(derivedBytes(SEED, 'one')).toEqual(derivedBytes(SEED, 'one'));
    expect(derivedBytes(SEED, 'one')).not.toEqual(derivedBytes(SEED, 'other'));
    expect(newChallenge()).toMatch(/^[\w-]{43}$/);
    expect(newChallenge()).not.toBe(newChallenge());
  });
});
