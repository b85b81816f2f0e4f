import fc from 'fast-check';
import { createCipheriv, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { canonicalJson } from './canonical-json.js';
import { additionalData, envelopeHash, holdsItsHash, nextLogHash, sha256, stamp } from './chain.js';
import { NO_HASH, type Envelope, type UnstampedEvent } from './envelope.js';
import { verifyStream } from './verify-stream.js';

interface GoldenEvent {
  readonly unhashed: string;
  readonly hash: string;
  readonly text: string;
}
interface GoldenSealed extends GoldenEvent {
  readonly iv: string;
  readonly contentText: string;
  readonly additionalData: string;
  readonly sealed: string;
}
const golden = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`./golden/${name}`, import.meta.url), 'utf8')) as T;
const none = golden<GoldenEvent>('event-none.json');
const sealed = golden<GoldenSealed & { readonly keyHex: string; readonly keyId: string }>('event-sealed.json');
const chain = golden<{ readonly keyHex: string; readonly events: readonly GoldenSealed[] }>('chain-of-three.json');
const log = golden<{ readonly hashes: readonly string[]; readonly logHashes: readonly string[] }>('log-hash.json');

function parsed(text: string): Envelope {
  return JSON.parse(text) as Envelope;
}

/** The event as its writer made it, before the log stamped it. */
function unstamped(text: string): UnstampedEvent {
  const { recordedAt: _at, prevHash: _link, hash: _hash, ...event } = parsed(text);
  return event;
}

function restamped(text: string): ReturnType<typeof stamp> {
  const { recordedAt, prevHash } = parsed(text);
  return stamp(unstamped(text), recordedAt, prevHash);
}

describe('golden vectors of format v1', () => {
  it.each([none, sealed, ...chain.events])('event $hash is stamped byte for byte', ({ unhashed, hash, text }) => {
    const made = restamped(text);
    expect(made.text).toBe(text);
    expect(made.envelope).toEqual(parsed(text));
    expect(made.envelope.hash).toBe(hash);
    expect(createHash('sha256').update(unhashed, 'utf8').digest('hex')).toBe(hash);
    const { hash: _, ...rest } = parsed(text);
    expect(canonicalJson(rest)).toBe(unhashed);
    expect(envelopeHash(rest)).toBe(hash);
  });

  it.each([sealed, ...chain.events])('event $hash is sealed byte for byte', (event) => {
    expect(additionalData(unstamped(event.text))).toBe(event.additionalData);
    expect(additionalData(parsed(event.text))).toBe(event.additionalData);
    const iv = Buffer.from(event.iv, 'hex');
    const cipher = createCipheriv('aes-256-gcm', Buffer.from(chain.keyHex, 'hex'), iv);
    cipher.setAAD(Buffer.from(event.additionalData, 'utf8'));
    const ciphertext = Buffer.concat([cipher.update(event.contentText, 'utf8'), cipher.final()]);
    expect(Buffer.concat([iv, ciphertext, cipher.getAuthTag()]).toString('base64url')).toBe(event.sealed);
    expect(parsed(event.text).sealed).toBe(event.sealed);
  });

  it('the key id commits to the key', () => {
    const commitment = createHash('sha256')
      .update('carethread-key-1')
      .update(Buffer.from(sealed.keyHex, 'hex'))
      .digest('hex');
    expect(sealed.keyId.split('.')[1]).toBe(commitment.slice(0, 16));
    expect(parsed(sealed.text).keyId).toBe(sealed.keyId);
  });

  it('three events of a stream are a chain, and the running hash of the log follows', () => {
    const events = chain.events.map(({ text }) => parsed(text));
    expect(verifyStream(events)).toEqual({ valid: true, events: 3, head: chain.events[2]?.hash });
    expect(events.map(({ prevHash }) => prevHash)).toEqual([NO_HASH, events[0]?.hash, events[1]?.hash]);
    let before = NO_HASH;
    const running = log.hashes.map((hash) => (before = nextLogHash(before, hash)));
    expect(running).toEqual(log.logHashes);
  });

  it('a running hash is never made from what is not a hash', () => {
    expect(() => nextLogHash(NO_HASH, 'ab')).toThrow(RangeError);
    expect(() => nextLogHash('zz'.repeat(32), NO_HASH)).toThrow(RangeError);
  });
});

const word = fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed() && !text.includes('\u0000'));
const tricky = fc.oneof(word, fc.constantFrom('"format":1,', '\\"format\\":1,', '","format":1,"hash":"'), fc.uuid());
const payload = fc.dictionary(
  fc.oneof(word, fc.constantFrom('format', 'hash', 'id')),
  fc.oneof(
    tricky,
    fc.constant(1),
    fc.dictionary(fc.constantFrom('format', 'hash'), fc.constantFrom<string | number>(1, 'x')),
  ),
);
const event: fc.Arbitrary<UnstampedEvent> = fc
  .record(
    {
      format: fc.constant<1>(1),
      service: tricky,
      id: tricky,
      stream: tricky,
      revision: fc.integer({ min: 1 }),
      type: tricky,
      schema: fc.integer({ min: 1 }),
      tenantId: tricky,
      personId: fc.option(tricky),
      jurisdiction: tricky,
      occurredAt: tricky,
      effectiveFrom: tricky,
      actor: fc.record({ user: tricky, role: tricky, organisation: tricky }, { requiredKeys: ['user', 'role'] }),
      correlationId: tricky,
      causationId: tricky,
      commandId: tricky,
      classification: fc.constantFrom('none', 'personal', 'special'),
      keyId: fc.option(tricky),
    },
    { noNullPrototype: true },
  )
  .chain((base) =>
    fc.oneof(
      payload.map((content) => ({ ...base, payload: content })),
      tricky.map((text) => ({ ...base, sealed: text })),
    ),
  );

describe('stamping', () => {
  it('stores the canonical text of the envelope that it gives back, whatever the members hold', () => {
    fc.assert(
      fc.property(event, tricky, tricky, fc.boolean(), (known, recordedAt, prevHash, odd) => {
        const unstampedEvent = { ...known, ...(odd ? { extra: recordedAt } : {}) };
        const { envelope, text } = stamp(unstampedEvent, recordedAt, prevHash);
        expect(text).toBe(canonicalJson(envelope));
        const { hash, ...rest } = envelope;
        expect(hash).toBe(sha256(canonicalJson(rest)));
        expect(rest).toEqual({ ...unstampedEvent, recordedAt, prevHash });
      }),
      { numRuns: 500 },
    );
  });

  it('binds the seal to every member but those that the log stamps', () => {
    fc.assert(
      fc.property(event, tricky, tricky, tricky, (unstampedEvent, recordedAt, prevHash, extra) => {
        const { sealed: _, ...bound } = unstampedEvent;
        expect(additionalData(unstampedEvent)).toBe(canonicalJson(bound));
        expect(additionalData(stamp(unstampedEvent, recordedAt, prevHash).envelope)).toBe(canonicalJson(bound));
        // A member that format v1 does not have is bound as well: it cannot be slipped in.
        const withExtra = { ...unstampedEvent, extra };
        expect(additionalData(withExtra)).toBe(canonicalJson({ ...bound, extra }));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a stored text', () => {
  it('holds its hash as it was stamped, and no longer with a character changed, left out or put in', () => {
    fc.assert(
      fc.property(
        event,
        tricky,
        tricky,
        fc.nat(),
        fc.constantFrom('', 'x', '"', 'xy'),
        (known, recordedAt, prevHash, where, put) => {
          const { envelope, text } = stamp(known, recordedAt, prevHash);
          expect(holdsItsHash(text, envelope.hash)).toBe(true);
          const at = where % text.length;
          const changed = text.slice(0, at) + put + text.slice(at + 1);
          if (changed === text) return;
          expect(holdsItsHash(changed, envelope.hash)).toBe(false);
          expect(holdsItsHash(text, sha256(text))).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a stream, verified', () => {
  const events = chain.events.map(({ text }) => parsed(text));
  const at = (index: number): Envelope => {
    const found = events[index];
    if (found === undefined) throw new RangeError(`no event ${index}`);
    return found;
  };

  it('PLAT-05: names the first event that was changed, removed, moved or brought in from elsewhere', () => {
    expect(verifyStream([at(0), { ...at(1), type: 'Other' }, at(2)])).toMatchObject({ valid: false, revision: 2 });
    expect(verifyStream([at(0), at(2)])).toMatchObject({ valid: false, revision: 2 });
    expect(verifyStream([at(1), at(2)])).toMatchObject({ valid: false, revision: 1 });
    expect(verifyStream([at(0), at(2), at(1)])).toMatchObject({ valid: false, revision: 2 });
    expect(verifyStream([at(0), at(0), at(1)])).toMatchObject({ valid: false, revision: 2 });
    const forged = stamp({ ...unstamped(sealed.text), type: 'Other' }, at(0).recordedAt, NO_HASH).envelope;
    expect(verifyStream([forged, at(1), at(2)])).toMatchObject({ valid: false, revision: 2 });
    const elsewhere = stamp(
      { ...unstamped(canonicalJson(at(1))), stream: 'person-x' },
      at(1).recordedAt,
      at(0).hash,
    ).envelope;
    expect(verifyStream([at(0), elsewhere])).toMatchObject({ valid: false, revision: 2 });
  });
});
