import { MemoryKeyStore } from './memory-key-store.js';
import { KEY_LIFE_MS, TokenSeal, type SealedFor } from './token-seal.js';

const TENANT = '7b6f3c1e-2f7a-4d0e-9a55-0c4a1d2e3f40';
const ANOTHER = '1e2f3c1e-2f7a-4d0e-9a55-0c4a1d2e3f40';
const SAID = '["risk","person",{}]';

describe('a sealed position', () => {
  const keys = new MemoryKeyStore();
  let now = Date.parse('2026-03-02T09:00:00.000Z');
  const process = (purpose: SealedFor = 'position'): TokenSeal =>
    new TokenSeal(
      purpose,
      (tenantId) => keys.tenantSecret(tenantId),
      () => now,
    );

  it('says nothing to whoever holds it, not even by its length', async () => {
    const token = await process().seal(TENANT, SAID);
    const bytes = Buffer.from(token, 'base64url').toString('latin1');
    expect(token).toMatch(/^[A-Za-z0-9_-]+$/);
    for (const word of ['risk', 'person', TENANT]) expect(bytes).not.toContain(word);
    expect(await process().seal(TENANT, SAID)).not.toBe(token);
    expect((await process().seal(TENANT, `${SAID}${' '.repeat(20)}`)).length).toBe(token.length);
  });

  it('is opened by every process that has the key store, also after a restart, for its own tenant alone', async () => {
    const token = await process().seal(TENANT, SAID);
    expect((await process().open(TENANT, token))?.trim()).toBe(SAID);
    expect(await process().open(ANOTHER, token)).toBeUndefined();
    expect(await process('cursor').open(TENANT, token)).toBeUndefined();
  });

  it('is opened for a week after its key has been followed by the next, and no longer', async () => {
    const token = await process().seal(TENANT, SAID);
    const one = process();
    now += KEY_LIFE_MS;
    expect((await one.open(TENANT, token))?.trim()).toBe(SAID);
    now += KEY_LIFE_MS;
    expect(await one.open(TENANT, token)).toBeUndefined();
    expect(await process().open(TENANT, token)).toBeUndefined();
  });

  it('is no longer one after any change', async () => {
    const seal = process();
    const token = await seal.seal(TENANT, SAID);
    for (let at = 0; at < token.length; at++) {
      const changed = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
      if (Buffer.from(changed, 'base64url').equals(Buffer.from(token, 'base64url'))) continue;
      expect(await seal.open(TENANT, changed)).toBeUndefined();
    }
    for (const forged of ['', 'x', '='.repeat(50), Buffer.from(SAID).toString('base64url'), 'A'.repeat(9_000)])
      expect(await seal.open(TENANT, forged)).toBeUndefined();
  });
});
