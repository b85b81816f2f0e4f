import { errorOf } from '@carethread/ledger';
import { randomBytes, randomUUID } from 'node:crypto';
import { newDataKey, type KeyStore } from '../key-store.js';
import { KeysDiffer, type KeyRecord, type MovableKeys } from '../movable-keys.js';

export interface MovableKeysUnderTest {
  readonly movable: MovableKeys;
  /** The same data as a platform opens it; closed by the test. */
  readonly opened: () => Promise<KeyStore>;
}

const TENANT = '00000000-0000-4000-8000-00000000000a';
const NHS = '943 476 5919';

/** What every key store does with keys that come from another, and go to another. `make` is called twice before each test. */
export function movableKeysContract(name: string, make: () => Promise<MovableKeysUnderTest>): void {
  describe(`movable keys contract: ${name}`, () => {
    let from: MovableKeysUnderTest;
    let to: MovableKeysUnderTest;
    beforeEach(async () => {
      [from, to] = [await make(), await make()];
    });
    afterEach(async () => {
      await from.movable.close();
      await to.movable.close();
    });

    async function carry(): Promise<void> {
      for await (const batch of from.movable.records()) await to.movable.keep(batch);
    }
    async function all(movable: MovableKeys): Promise<ReadonlySet<string>> {
      const said: string[] = [];
      for await (const batch of movable.records())
        for (const record of batch)
          said.push(
            JSON.stringify({ ...record, bytes: 'bytes' in record ? Buffer.from(record.bytes).toString('hex') : '' }),
          );
      return new Set(said);
    }
    async function working<Found>({ opened }: MovableKeysUnderTest, work: (keys: KeyStore) => Promise<Found>) {
      const keys = await opened();
      try {
        return await work(keys);
      } finally {
        await keys.close();
      }
    }

    it('carries keys, secrets, claims and what was destroyed: the same keys by the same ids, however often', async () => {
      const [one, gone] = [randomUUID(), randomUUID()];
      const made = await working(from, async (keys) => {
        const key = await keys.getOrCreate(TENANT, one, 'core');
        const lost = await keys.getOrCreate(TENANT, gone, 'mentalHealth');
        await keys.claim(TENANT, 'NHS', NHS, one);
        await keys.destroy(gone);
        return { key, lost, secret: await keys.tenantSecret(TENANT) };
      });
      await carry();
      await carry();
      expect(await all(to.movable)).toEqual(await all(from.movable));
      await working(to, async (keys) => {
        const found = await keys.find(made.key.keyId);
        expect(found !== 'destroyed' && found?.key.equals(made.key.key)).toBe(true);
        expect((await keys.getOrCreate(TENANT, one, 'core')).keyId).toBe(made.key.keyId);
        expect(await keys.find(made.lost.keyId)).toBe('destroyed');
        expect(Buffer.from(await keys.tenantSecret(TENANT)).equals(made.secret)).toBe(true);
        expect(await keys.claim(TENANT, 'NHS', NHS, gone)).toEqual({ claimed: false, owner: one });
      });
    });

    it('carries more keys than one batch holds', async () => {
      const records = Array.from({ length: 1_001 }, (): KeyRecord => {
        const { dataKey, bytes } = newDataKey(randomUUID(), 'core');
        return { kind: 'key', keyId: dataKey.keyId, subject: dataKey.subject, keyClass: 'core', bytes };
      });
      await from.movable.keep(records);
      await carry();
      expect(await all(to.movable)).toEqual(await all(from.movable));
      expect((await all(to.movable)).size).toBe(1_001);
    });

    it('PLAT-11: destroys what was destroyed after it was carried, and brings back nothing that was destroyed here', async () => {
      const [first, second] = [randomUUID(), randomUUID()];
      const ids = await working(from, async (keys) => {
        await keys.claim(TENANT, 'NHS', NHS, first);
        const one = await keys.getOrCreate(TENANT, first, 'core');
        return [one.keyId, (await keys.getOrCreate(TENANT, second, 'core')).keyId];
      });
      await carry();
      await working(from, (keys) => keys.destroy(first));
      await working(to, (keys) => keys.destroy(second));
      await carry();
      await working(to, async (keys) => {
        for (const id of ids) expect(await keys.find(id)).toBe('destroyed');
        expect(await keys.claim(TENANT, 'NHS', NHS, second)).toEqual({ claimed: true, owner: second });
      });
    });

    it.each(['key', 'secret', 'claim'] as const)(
      'refuses to put a %s in another’s place, and keeps none',
      async (kind) => {
        const subject = randomUUID();
        const { dataKey, bytes } = newDataKey(subject, 'core');
        const theirs: Record<string, KeyRecord> = {
          key: { kind: 'key', keyId: dataKey.keyId, subject, keyClass: 'core', bytes },
          secret: { kind: 'secret', tenantId: TENANT, bytes: randomBytes(32) },
          claim: { kind: 'claim', name: 'f'.repeat(64), owner: randomUUID() },
        };
        await working(to, async (keys) => {
          await keys.getOrCreate(TENANT, subject, 'core');
          await keys.tenantSecret(TENANT);
        });
        await to.movable.keep([{ kind: 'claim', name: 'f'.repeat(64), owner: subject }]);
        const before = await all(to.movable);
        const other = newDataKey(randomUUID(), 'core');
        const harmless: KeyRecord = { ...other.dataKey, kind: 'key', bytes: other.bytes };
        const refused = to.movable.keep([harmless, theirs[kind] ?? harmless]);
        await expect(refused).rejects.toBeInstanceOf(KeysDiffer);
        expect(await all(to.movable)).toEqual(before);
      },
    );

    it('says nothing of a key’s bytes where it refuses', async () => {
      const subject = randomUUID();
      const [one, other] = [newDataKey(subject, 'core'), newDataKey(subject, 'core')];
      const record = ({ dataKey, bytes }: typeof one): KeyRecord => ({
        kind: 'key',
        keyId: dataKey.keyId,
        subject,
        keyClass: 'core',
        bytes,
      });
      await to.movable.keep([record(one)]);
      const refusal = await to.movable.keep([record(other)]).catch(errorOf);
      for (const { bytes } of [one, other])
        for (const encoding of ['hex', 'base64'] as const)
          expect(`${refusal?.message} ${refusal?.stack}`).not.toContain(bytes.toString(encoding));
    });
  });
}
