import { createHash, randomBytes } from 'node:crypto';
import { MAX_ATTACHMENT_BYTES, type Attachments, type MovableAttachments } from '../attachments.js';
import { newDataKey } from '../key-store.js';
import { SealBroken } from '../seal.js';

export interface AttachmentsUnderTest {
  readonly attachments: Attachments;
  /** The stored bytes of an attachment, to look at and to spoil. */
  readonly stored: (hash: string) => Buffer | Promise<Buffer>;
  readonly spoil: (hash: string, bytes: Buffer) => unknown;
  readonly reopen?: () => Attachments;
}

/** What every store of attachments does. `make` is called before each test. */
export function attachmentsContract(
  name: string,
  make: () => AttachmentsUnderTest | Promise<AttachmentsUnderTest>,
): void {
  describe(`attachments contract: ${name}`, () => {
    let made: AttachmentsUnderTest;
    let attachments: Attachments;
    const { dataKey: key } = newDataKey('00000000-0000-4000-8000-000000000001', 'socialCare');
    const { dataKey: otherKey } = newDataKey('00000000-0000-4000-8000-000000000002', 'socialCare');
    beforeEach(async () => {
      made = await make();
      ({ attachments } = made);
    });

    it.each([0, 1, 100_000])('gives back %d bytes as they were put, also after a restart', async (length) => {
      const bytes = randomBytes(length);
      const hash = await attachments.put(bytes, key);
      const found = await (made.reopen?.() ?? attachments).get(hash, key);
      expect(found !== undefined && bytes.equals(found)).toBe(true);
    });

    it('are addressed by the SHA-256 of their ciphertext, in which nothing can be read', async () => {
      const word = 'Unmistakable-photograph-of-Ada';
      const hash = await attachments.put(Buffer.from(word.repeat(50)), key);
      expect(
        createHash('sha256')
          .update(await made.stored(hash))
          .digest('hex'),
      ).toBe(hash);
      expect((await made.stored(hash)).includes(word)).toBe(false);
    });

    it('put twice are two, so that equal content does not show', async () => {
      const bytes = Buffer.from('the same letter');
      const hashes = [await attachments.put(bytes, key), await attachments.put(bytes, key)];
      expect(new Set(hashes).size).toBe(2);
      expect(await attachments.list()).toEqual(hashes.sort());
    });

    it('PLAT-11: open with their own key and no other', async () => {
      const hash = await attachments.put(Buffer.from('minutes'), key);
      await expect((async () => attachments.get(hash, otherKey))()).rejects.toThrow(SealBroken);
    });

    it('that were changed, cut or put in each other’s place do not open', async () => {
      const first = await attachments.put(Buffer.from('first letter'), key);
      const second = await attachments.put(Buffer.from('second letter'), key);
      const [one, two] = [await made.stored(first), await made.stored(second)];
      const changed = Buffer.from(one);
      changed[20] = (changed[20] ?? 0) ^ 1;
      for (const bytes of [changed, one.subarray(0, -1), one.subarray(0, 5), Buffer.alloc(0), two]) {
        await made.spoil(first, bytes);
        await expect((async () => attachments.get(first, key))()).rejects.toThrow(SealBroken);
      }
      expect(Buffer.from((await attachments.get(second, key)) ?? []).toString()).toBe('second letter');
    });

    it('that are not there are undefined, and no address reaches outside the store', async () => {
      expect(await attachments.get('0'.repeat(64), key)).toBeUndefined();
      expect(await attachments.get('../key-store.ts', key)).toBeUndefined();
      expect(await attachments.list()).toEqual([]);
    });

    it('hold at most 10 MB', async () => {
      await expect((async () => attachments.put(Buffer.alloc(MAX_ATTACHMENT_BYTES + 1), key))()).rejects.toThrow(
        RangeError,
      );
      expect(await attachments.list()).toEqual([]);
      expect(await attachments.put(Buffer.alloc(MAX_ATTACHMENT_BYTES), key)).toMatch(/^[0-9a-f]{64}$/);
    });
  });
}

export interface MovableUnderTest {
  readonly attachments: MovableAttachments;
  readonly reopen?: () => MovableAttachments;
}

/** What every store of attachments does that attachments are moved into or out of. Two stores come from two calls of `make`. */
export function movableAttachmentsContract(name: string, make: () => Promise<MovableUnderTest>): void {
  describe(`movable attachments contract: ${name}`, () => {
    const { dataKey: key } = newDataKey('00000000-0000-4000-8000-000000000001', 'socialCare');

    it('carries ciphertext from one store to another as it is, to be opened there with the same key', async () => {
      const [from, to] = [await make(), await make()];
      const hash = await from.attachments.put(Buffer.from('synthetic minutes'), key);
      const ciphertext = await from.attachments.getSealed(hash);
      if (ciphertext === undefined) throw new Error('it was put there');
      await to.attachments.putSealed(hash, ciphertext);
      await to.attachments.putSealed(hash, ciphertext);
      const there = to.reopen?.() ?? to.attachments;
      expect(await there.list()).toEqual([hash]);
      expect(Buffer.from((await there.get(hash, key)) ?? []).toString()).toBe('synthetic minutes');
    });

    it('refuses bytes that are not the ones of their address, and knows none that were not put', async () => {
      const { attachments } = await make();
      const hash = await attachments.put(Buffer.from('synthetic letter'), key);
      const other = '0'.repeat(64);
      const ciphertext = (await attachments.getSealed(hash)) ?? Buffer.alloc(0);
      await expect(attachments.putSealed(other, ciphertext)).rejects.toThrow(SealBroken);
      await expect(attachments.putSealed('../elsewhere', ciphertext)).rejects.toThrow(SealBroken);
      expect(await attachments.getSealed(other)).toBeUndefined();
      expect(await attachments.list()).toEqual([hash]);
    });
  });
}
