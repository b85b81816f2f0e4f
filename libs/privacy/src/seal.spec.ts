import { canonicalJson, NO_HASH, stamp, type Envelope, type UnstampedEvent } from '@carethread/ledger';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { dataKeyOf, newDataKey } from './key-store.js';
import { openBytes, openText, openWith, seal, SealBroken, sealBytes, sealText } from './seal.js';

interface Golden {
  readonly keyHex: string;
  readonly keyId: string;
  readonly content: unknown;
  readonly contentText: string;
  readonly text: string;
}
const golden = JSON.parse(
  readFileSync(new URL('../../ledger/src/golden/event-sealed.json', import.meta.url), 'utf8'),
) as Golden;
const goldenEvent = JSON.parse(golden.text) as Envelope;
const goldenKey = dataKeyOf(golden.keyId, goldenEvent.personId ?? '', 'core', Buffer.from(golden.keyHex, 'hex'));
const { dataKey: key } = newDataKey('00000000-0000-4000-8000-000000000001', 'socialCare');
const { dataKey: otherKey } = newDataKey('00000000-0000-4000-8000-000000000001', 'socialCare');

function unsealed(keyId = key.keyId): Omit<UnstampedEvent, 'sealed' | 'payload'> {
  const { sealed: _sealed, payload: _payload, recordedAt: _at, prevHash: _link, hash: _hash, ...event } = goldenEvent;
  return { ...event, keyId };
}
const stored = (event: UnstampedEvent): Envelope => stamp(event, '2026-03-02T10:00:00.000Z', NO_HASH).envelope;
const word = fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed() && !text.includes('\u0000'));

describe('a sealed event', () => {
  it('is opened as the golden one was sealed, byte for byte', () => {
    expect(openWith(goldenEvent, goldenKey)).toEqual(golden.content);
    expect(canonicalJson(openWith(goldenEvent, goldenKey))).toBe(golden.contentText);
  });

  it('gives back what was sealed, before and after the log stamped it, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.record(
          { payload: fc.dictionary(word, word), authority: word, onBehalfOf: fc.uuid(), request: word },
          { requiredKeys: ['payload'], noNullPrototype: true },
        ),
        (content) => {
          const event = seal(unsealed(), content, key);
          expect(canonicalJson(openWith(stored(event), key))).toBe(canonicalJson(content));
          expect(openWith(stored(JSON.parse(canonicalJson(event)) as UnstampedEvent), key)).toEqual(
            JSON.parse(canonicalJson(content)),
          );
        },
      ),
    );
  });

  it('PLAT-11: opens with its own key alone, and shows nothing of its content or authority', () => {
    const event = seal(unsealed(), { payload: { statement: 'Unmistakable' }, authority: 'bestInterests' }, key);
    expect(() => openWith(stored(event), otherKey)).toThrow(SealBroken);
    expect(canonicalJson(event)).not.toMatch(/Unmistakable|bestInterests|payload|authority/);
    expect(Buffer.from(event.sealed ?? '', 'base64url').toString('latin1')).not.toMatch(/Unmistakable|bestInterests/);
  });

  it('does not open once any member of its envelope was changed, added or taken away', () => {
    const event = stored(seal(unsealed(), { payload: { a: 1 } }, key));
    const changes: Record<string, unknown> = {
      format: 2,
      service: 'risk',
      id: 'x',
      stream: 'person-x',
      revision: 2,
      type: 'X',
      schema: 2,
      tenantId: 'x',
      personId: null,
      jurisdiction: 'SCO',
      occurredAt: 'x',
      effectiveFrom: 'x',
      actor: { user: 'x', role: 'SM' },
      correlationId: 'x',
      causationId: 'x',
      commandId: 'x',
      classification: 'special',
      keyId: 'x',
      payload: {},
      extra: 1,
    };
    for (const [member, value] of Object.entries(changes)) {
      const changed = {
        ...event,
        [member]: member === 'classification' && event.classification === 'special' ? 'personal' : value,
      };
      expect({ member, opened: opened(changed) }).toEqual({ member, opened: false });
    }
    const { jurisdiction: _, ...lacking } = event;
    expect(opened(lacking as Envelope)).toBe(false);
    // What the log stamps is not bound: it is not known yet when the event is sealed.
    expect(opened({ ...event, recordedAt: 'x', prevHash: 'x', hash: 'x' })).toBe(true);

    function opened(changed: Envelope): boolean {
      try {
        openWith(changed, key);
        return true;
      } catch (error) {
        expect(error).toBeInstanceOf(SealBroken);
        return false;
      }
    }
  });

  it('is refused where it names another key, or is not sealed at all', () => {
    expect(() => seal(unsealed(otherKey.keyId), { payload: {} }, key)).toThrow(SealBroken);
    const { sealed: _, ...clear } = goldenEvent;
    expect(() => openWith(clear, goldenKey)).toThrow(SealBroken);
  });
});

describe('sealed text', () => {
  it('is base64url of IV, ciphertext and tag', () => {
    const sealed = sealText('twelve bytes', key, '');
    expect(sealed).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(Buffer.from(sealed, 'base64url')).toHaveLength(12 + 12 + 16);
  });

  it('never repeats an IV, however many are drawn', () => {
    const ivs = new Set(Array.from({ length: 5000 }, () => sealBytes(Buffer.alloc(0), key, '').toString('hex', 0, 12)));
    expect(ivs.size).toBe(5000);
  });

  it('PLAT-05: does not open when one bit of it, or of what it is bound to, was changed', () => {
    fc.assert(
      fc.property(word, word, fc.nat(), fc.nat(7), (text, bound, place, bit) => {
        const sealed = sealBytes(text, key, bound);
        expect(openBytes(sealed, key, bound).toString('utf8')).toBe(text);
        const changed = Buffer.from(sealed);
        changed[place % sealed.length] = (changed[place % sealed.length] ?? 0) ^ (1 << bit);
        expect(() => openBytes(changed, key, bound)).toThrow(SealBroken);
        expect(() => openText(sealText(text, key, bound), key, `${bound}!`)).toThrow(SealBroken);
      }),
    );
  });

  it('does not open when it was cut, to any length: a short tag is no tag', () => {
    const sealed = sealBytes('some text', key, '');
    for (let length = 0; length < sealed.length; length++)
      expect(() => openBytes(sealed.subarray(0, length), key, '')).toThrow(SealBroken);
  });
});

describe('a data key', () => {
  it('is refused where the bytes are not those that its id commits to', () => {
    expect(() => dataKeyOf(golden.keyId, 'x', 'core', Buffer.alloc(32))).toThrow(/commits/);
  });
});
