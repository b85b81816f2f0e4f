import {
  additionalData,
  canonicalJson,
  storedJson,
  type Envelope,
  type SealedContent,
  type UnstampedEvent,
} from '@carethread/ledger';
import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';
import type { DataKey } from './key-store.js';

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Without it Node takes a tag of four bytes for good, which can be guessed. */
const FULL_TAG = { authTagLength: TAG_BYTES } as const;

/** IVs are drawn from the system's CSPRNG in bulk: a call each would cost more than the cipher. Never a counter. */
const pool = Buffer.alloc(IV_BYTES * 512);
let used = pool.length;

function nextIv(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += IV_BYTES;
  // A copy: the pool is refilled while the last ones may still be in use.
  return Buffer.from(pool.subarray(used - IV_BYTES, used));
}

/** The sealed thing has been changed, or the key is not the one it was sealed with. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/** base64url of IV ‖ ciphertext ‖ tag: AES-256-GCM over the UTF-8 text, bound to the additional data. */
export function sealText(text: string, key: DataKey, additional: string): string {
  return sealBytes(text, key, additional).toString('base64url');
}

/** Throws SealBroken. */
export function openText(sealed: string, key: DataKey, additional: string): string {
  return openBytes(Buffer.from(sealed, 'base64url'), key, additional).toString('utf8');
}

/** IV ‖ ciphertext ‖ tag. */
export function sealBytes(content: Uint8Array | string, key: DataKey, additional: string): Buffer {
  const iv = nextIv();
  const cipher = createCipheriv('aes-256-gcm', key.key, iv, FULL_TAG).setAAD(Buffer.from(additional));
  const ciphertext = typeof content === 'string' ? cipher.update(content, 'utf8') : cipher.update(content);
  cipher.final();
  return Buffer.concat([iv, ciphertext, cipher.getAuthTag()]);
}

/** Throws SealBroken. */
export function openBytes(sealed: Buffer, key: DataKey, additional: string): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.key, sealed.subarray(0, IV_BYTES), FULL_TAG);
    decipher.setAAD(Buffer.from(additional)).setAuthTag(sealed.subarray(-TAG_BYTES));
    const content = decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES));
    decipher.final();
    return content;
  } catch (error) {
    throw new SealBroken(`what key ${key.keyId} sealed does not open: it was changed, or belongs elsewhere`, {
      cause: error,
    });
  }
}

/** Seals an event's content (event format v1): the additional data is the envelope as it stands, without what the log stamps. */
export function seal(
  event: Omit<UnstampedEvent, 'sealed' | 'payload'>,
  content: SealedContent,
  key: DataKey,
): UnstampedEvent {
  return sealCanonical(event, canonicalJson(content), key);
}

/** The same, and the canonical text of the content as well. */
export function sealCanonical(
  event: Omit<UnstampedEvent, 'sealed' | 'payload'>,
  content: string,
  key: DataKey,
): UnstampedEvent {
  if (event.keyId !== key.keyId) throw new SealBroken(`event ${event.id} names another key`);
  return { ...event, sealed: sealText(content, key, additionalData(event)) };
}

/** Opens a sealed event with its key. Throws SealBroken. */
export function openWith(envelope: Envelope, key: DataKey): SealedContent {
  if (envelope.sealed === undefined) throw new SealBroken(`event ${envelope.id} is not sealed`);
  return storedJson<SealedContent>(openText(envelope.sealed, key, additionalData(envelope)));
}
