import fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { v5, validate } from 'uuid';
import { canonicalJson } from './canonical-json.js';
import { CARETHREAD_NAMESPACE, hmacSha256, uuidByHmac, uuidV5 } from './uuid.js';

interface Golden {
  readonly namespace: string;
  readonly v5: readonly { readonly parts: [string, ...(string | number)[]]; readonly uuid: string }[];
  readonly hmac: {
    readonly secretHex: string;
    readonly cases: readonly { readonly parts: string[]; readonly uuid: string }[];
  };
}
const golden = JSON.parse(readFileSync(new URL('./golden/uuid.json', import.meta.url), 'utf8')) as Golden;

describe('UUIDv5(a, b, …)', () => {
  it('never moves its namespace', () => {
    expect(CARETHREAD_NAMESPACE).toBe(golden.namespace);
  });

  it.each(golden.v5)('$parts is $uuid', ({ parts, uuid }) => {
    expect(uuidV5(...parts)).toBe(uuid);
  });

  it('tells an index from its text, and a first part that is no UUID still counts', () => {
    const namespace = golden.namespace;
    expect(uuidV5(namespace, 0)).not.toBe(uuidV5(namespace, '0'));
    expect(uuidV5('one-policy', namespace, 'x')).not.toBe(uuidV5('another-policy', namespace, 'x'));
  });

  it('says what the package uuid says, for every first part and every name', () => {
    const first = fc.oneof(
      fc.uuid(),
      fc.uuid().map((uuid) => uuid.toUpperCase()),
      fc.string({ unit: 'grapheme' }),
    );
    const rest = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer()), { maxLength: 3 });
    fc.assert(
      fc.property(first, rest, (namespace, names) => {
        const wellFormed = [namespace, ...names].every((part) => typeof part === 'number' || !part.includes('\u0000'));
        fc.pre(wellFormed);
        expect(uuidV5(namespace, ...names)).toBe(
          validate(namespace)
            ? v5(canonicalJson(names), namespace)
            : v5(canonicalJson([namespace, ...names]), CARETHREAD_NAMESPACE),
        );
      }),
    );
  });

  it('keeps parts apart: no two lists of parts run together', () => {
    const part = fc.oneof(fc.string(), fc.constantFrom('a', 'b', '"', ',', '","'));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), fc.array(part, { maxLength: 4 }), (left, right) => {
        const same = JSON.stringify(left) === JSON.stringify(right);
        expect(uuidV5('carePlan', ...left) === uuidV5('carePlan', ...right)).toBe(same);
      }),
    );
  });
});

describe('a UUID by HMAC', () => {
  const secret = Buffer.from(golden.hmac.secretHex, 'hex');

  it.each(golden.hmac.cases)('$parts is $uuid', ({ parts, uuid }) => {
    expect(uuidByHmac(secret, ...parts)).toBe(uuid);
  });

  it('is a version 8 UUID that another secret does not give', () => {
    const made = uuidByHmac(secret, 'user-1');
    expect(made).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(uuidByHmac(Buffer.alloc(32, 1), 'user-1')).not.toBe(made);
  });
});

describe('the keyed hash of pseudonyms', () => {
  it('is HMAC-SHA-256, whatever the lengths of key and text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string({ maxLength: 300 }), (secret, text) => {
        expect(hmacSha256(secret, text)).toEqual(createHmac('sha256', secret).update(text).digest());
      }),
    );
  });
});
