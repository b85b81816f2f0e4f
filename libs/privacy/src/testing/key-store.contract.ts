import { createHash, randomUUID } from 'node:crypto';
import type { DataKey, KeyStore } from '../key-store.js';
import { openText, SealBroken, sealText } from '../seal.js';

export interface KeyStoreUnderTest {
  readonly keys: KeyStore;
  /** A second store over the same data, as another process or a restart sees it; absent where keys die with their process. */
  readonly reopen?: () => Promise<KeyStore>;
}

const TENANT = '00000000-0000-4000-8000-00000000000a';
const OTHER_TENANT = '00000000-0000-4000-8000-00000000000b';
const NHS = '943 476 5919';

/** What every key store does, wherever it keeps its keys. `make` is called before each test; every store is closed after it. */
export function keyStoreContract(name: string, make: () => Promise<KeyStoreUnderTest>): void {
  describe(`key store contract: ${name}`, () => {
    let keys: KeyStore;
    let reopen: (() => Promise<KeyStore>) | undefined;
    let opened: KeyStore[] = [];

    beforeEach(async () => {
      const made = await make();
      ({ keys } = made);
      reopen = made.reopen;
      opened = [keys];
    });
    afterEach(async () => {
      for (const store of opened) await store.close();
    });

    /** The store as somebody else finds it; the same one where it has no outside. */
    async function seenAnew(): Promise<KeyStore> {
      if (reopen === undefined) return keys;
      const store = await reopen();
      opened.push(store);
      return store;
    }

    const createFor = (subject: string): Promise<DataKey> => keys.getOrCreate(TENANT, subject, 'socialCare');

    describe('keys', () => {
      it('are one for each subject and record class, and no two alike', async () => {
        const [one, two] = [randomUUID(), randomUUID()];
        const all = [
          await keys.getOrCreate(TENANT, one, 'core'),
          await keys.getOrCreate(TENANT, one, 'socialCare'),
          await keys.getOrCreate(TENANT, one, 'mentalHealth'),
          await keys.getOrCreate(TENANT, two, 'core'),
        ];
        expect(new Set(all.map(({ keyId }) => keyId)).size).toBe(4);
        expect(new Set(all.map(({ key }) => key.export().toString('hex'))).size).toBe(4);
        expect(all[2]).toMatchObject({ subject: one, keyClass: 'mentalHealth' });
      });

      it('are named by an id that commits to them', async () => {
        const { keyId, key } = await createFor(randomUUID());
        expect(key.symmetricKeySize).toBe(32);
        const commitment = createHash('sha256')
          .update('carethread-key-1')
          .update(key.export())
          .digest('hex')
          .slice(0, 16);
        expect(keyId).toMatch(new RegExp(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.${commitment}$`));
      });

      it('are the same for fifty that race, in two processes, and for whoever comes later', async () => {
        const subject = randomUUID();
        const other = await seenAnew();
        const racing = await Promise.all(
          Array.from({ length: 50 }, (_, turn) => (turn % 2 === 0 ? keys : other).getOrCreate(TENANT, subject, 'core')),
        );
        const bytes = new Set(racing.map(({ keyId, key }) => `${keyId} ${key.export().toString('hex')}`));
        expect(bytes.size).toBe(1);
        const later = await (await seenAnew()).getOrCreate(TENANT, subject, 'core');
        expect(bytes).toContain(`${later.keyId} ${later.key.export().toString('hex')}`);
      });

      it('are durable before they are used: another store opens what the first one sealed at once', async () => {
        const key = await createFor(randomUUID());
        const sealed = sealText('kept', key, 'x');
        const found = await (await seenAnew()).find(key.keyId);
        if (found === undefined || found === 'destroyed') throw new Error(`the key is ${String(found)}`);
        expect(openText(sealed, found, 'x')).toBe('kept');
        expect(found).toMatchObject({ keyId: key.keyId, subject: key.subject, keyClass: 'socialCare' });
      });

      it('are at hand once they were made or found; one that never was is neither', async () => {
        const key = await createFor(randomUUID());
        expect(keys.peek(key.keyId)).toBe(key);
        const unknown = `${randomUUID()}.0123456789abcdef`;
        expect(await keys.find(unknown)).toBeUndefined();
        expect(keys.peek(unknown)).toBeUndefined();
        const other = await seenAnew();
        await other.find(key.keyId);
        expect(other.peek(key.keyId)).toMatchObject({ keyId: key.keyId });
      });
    });

    describe('destruction', () => {
      it('PLAT-11: leaves a key nowhere, says so for ever, and touches nobody else’s', async () => {
        const [subject, neighbour] = [randomUUID(), randomUUID()];
        const core = await keys.getOrCreate(TENANT, subject, 'core');
        const social = await keys.getOrCreate(TENANT, subject, 'socialCare');
        const kept = await createFor(neighbour);
        expect([...(await keys.destroy(subject))].sort()).toEqual([core.keyId, social.keyId].sort());
        for (const store of [keys, await seenAnew()]) {
          for (const { keyId } of [core, social]) {
            expect(await store.find(keyId)).toBe('destroyed');
            expect(store.peek(keyId)).toBe('destroyed');
          }
          expect([...(await store.destroyed())].sort()).toEqual([core.keyId, social.keyId].sort());
          expect(await store.forgotten()).toEqual([subject]);
          expect(await store.find(kept.keyId)).toMatchObject({ keyId: kept.keyId });
        }
      });

      it('of one record class leaves the others', async () => {
        const subject = randomUUID();
        const social = await keys.getOrCreate(TENANT, subject, 'socialCare');
        const mental = await keys.getOrCreate(TENANT, subject, 'mentalHealth');
        expect(await keys.destroy(subject, 'socialCare')).toEqual([social.keyId]);
        const store = await seenAnew();
        expect(await store.find(social.keyId)).toBe('destroyed');
        expect(await store.find(mental.keyId)).toMatchObject({ keyId: mental.keyId });
      });

      it('is final: a key made for the subject afterwards opens nothing that was sealed before', async () => {
        const subject = randomUUID();
        const before = await createFor(subject);
        const sealed = sealText('gone', before, 'x');
        await keys.destroy(subject);
        const after = await createFor(subject);
        expect(after.keyId).not.toBe(before.keyId);
        expect(() => openText(sealed, after, 'x')).toThrow(SealBroken);
        expect(await keys.find(before.keyId)).toBe('destroyed');
      });

      it('PLAT-11: is told to whoever keeps what the keys opened, until they no longer want to hear', async () => {
        const [first, second] = [randomUUID(), randomUUID()];
        const told: string[] = [];
        const end = keys.onDestroyed((gone) => told.push(...gone.map(({ keyId, subject }) => `${subject} ${keyId}`)));
        const core = await keys.getOrCreate(TENANT, first, 'core');
        await createFor(second);
        await keys.destroy(first);
        expect(told).toEqual([`${first} ${core.keyId}`]);
        end();
        await keys.destroy(second);
        expect(told).toHaveLength(1);
      });

      it('by another process is told within 60 s', async () => {
        const subject = randomUUID();
        const { keyId } = await createFor(subject);
        const other = await seenAnew();
        await other.find(keyId);
        const told = new Promise<readonly DataKey[]>((resolve) => void other.onDestroyed(resolve));
        await keys.destroy(subject);
        expect((await told).map((key) => key.keyId)).toEqual([keyId]);
        expect(other.peek(keyId)).toBe('destroyed');
        expect(await other.find(keyId)).toBe('destroyed');
      }, 60_000);

      it('of nobody is no mistake', async () => {
        expect(await keys.destroy(randomUUID())).toEqual([]);
        expect(await keys.destroyed()).toEqual([]);
      });
    });

    describe('claims', () => {
      it('are held by the first, and told to whoever comes second', async () => {
        const [first, second] = [randomUUID(), randomUUID()];
        expect(await keys.claim(TENANT, 'NHS', NHS, first)).toEqual({ claimed: true, owner: first });
        expect(await keys.claim(TENANT, 'NHS', NHS, first)).toEqual({ claimed: true, owner: first });
        expect(await (await seenAnew()).claim(TENANT, 'NHS', NHS, second)).toEqual({ claimed: false, owner: first });
      });

      it('of another scheme, value or tenant are other claims', async () => {
        const owners = [randomUUID(), randomUUID(), randomUUID(), randomUUID()] as const;
        expect(await keys.claim(TENANT, 'NHS', NHS, owners[0])).toMatchObject({ claimed: true });
        expect(await keys.claim(TENANT, 'CHI', NHS, owners[1])).toMatchObject({ claimed: true });
        expect(await keys.claim(TENANT, 'NHS', `${NHS}0`, owners[2])).toMatchObject({ claimed: true });
        expect(await keys.claim(OTHER_TENANT, 'NHS', NHS, owners[3])).toMatchObject({ claimed: true });
      });

      it('raced by fifty go to one', async () => {
        const other = await seenAnew();
        const claims = await Promise.all(
          Array.from({ length: 50 }, (_, turn) =>
            (turn % 2 === 0 ? keys : other).claim(TENANT, 'NHS', NHS, randomUUID()),
          ),
        );
        expect(claims.filter(({ claimed }) => claimed)).toHaveLength(1);
        expect(new Set(claims.map(({ owner }) => owner)).size).toBe(1);
      });

      it('are given up by their owner alone, and free for the next', async () => {
        const [owner, next] = [randomUUID(), randomUUID()];
        await keys.claim(TENANT, 'NHS', NHS, owner);
        await (await seenAnew()).release(TENANT, 'NHS', NHS, next);
        expect(await keys.claim(TENANT, 'NHS', NHS, next)).toEqual({ claimed: false, owner });
        await (await seenAnew()).release(TENANT, 'NHS', NHS, owner);
        expect(await keys.claim(TENANT, 'NHS', NHS, next)).toEqual({ claimed: true, owner: next });
      });

      it('are handed on by whoever holds them, once', async () => {
        const [owner, next, late] = [randomUUID(), randomUUID(), randomUUID()];
        await keys.claim(TENANT, 'NHS', NHS, owner);
        expect(await keys.moveClaim(TENANT, 'NHS', NHS, owner, next)).toEqual({ claimed: true, owner: next });
        expect(await (await seenAnew()).moveClaim(TENANT, 'NHS', NHS, owner, late)).toEqual({
          claimed: false,
          owner: next,
        });
      });

      it('are destroyed with all of their owner’s keys, and stay with one of them', async () => {
        const [owner, next] = [randomUUID(), randomUUID()];
        await createFor(owner);
        await keys.getOrCreate(TENANT, owner, 'core');
        await keys.claim(TENANT, 'NHS', NHS, owner);
        await keys.destroy(owner, 'socialCare');
        expect(await keys.claim(TENANT, 'NHS', NHS, next)).toEqual({ claimed: false, owner });
        await keys.destroy(owner);
        expect(await (await seenAnew()).claim(TENANT, 'NHS', NHS, next)).toEqual({ claimed: true, owner: next });
      });
    });

    it('keeps one secret of 32 bytes for each tenant', async () => {
      const secret = await keys.tenantSecret(TENANT);
      expect(secret).toHaveLength(32);
      const again = await (await seenAnew()).tenantSecret(TENANT);
      expect(Buffer.from(again).equals(secret)).toBe(true);
      expect(Buffer.from(await keys.tenantSecret(OTHER_TENANT)).equals(secret)).toBe(false);
    });

    it('may be closed twice', async () => {
      await keys.close();
      await keys.close();
    });
  });
}
