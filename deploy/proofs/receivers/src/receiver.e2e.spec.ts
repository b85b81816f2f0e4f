import { uuidV5 } from '@carethread/ledger';
import {
  derivedBytes,
  ed25519Signer,
  hmacSigner,
  publicKeyOf,
  secretText,
  type Signer,
  signedHeaders,
  signingKey,
} from '@carethread/webhooks';
import { exportJWK, generateKeyPair } from 'jose';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LANGUAGES } from './languages.js';
import { freePort, keptIn, ReceiverProcess } from './receiver-process.js';
import { StubPlatform, type StubNotice } from './stub-platform.js';

const seeded = (name: string): Buffer => derivedBytes(Buffer.alloc(32, name), 'a test');
const [key, nextKey, thief] = ['key', 'next', 'thief'].map((name) => signingKey(seeded(name)));
if (key === undefined || nextKey === undefined || thief === undefined) throw new Error('three were made');
const secret = seeded('secret');

for (const { name, missing } of LANGUAGES)
  if (missing !== undefined) process.stderr.write(`the receiver in ${name} is skipped: ${missing}\n`);

describe.each(LANGUAGES.map((language) => ({ ...language })))(
  'PLAT-13: the example of a receiver in $name',
  ({ missing, prepare }) => {
    const run = missing === undefined ? it : it.skip;
    let folder: string;
    let command: ReturnType<typeof prepare>;
    let stub: StubPlatform;
    let receiver: ReceiverProcess;
    let port: number;
    let sent = 0;

    const start = (): Promise<ReceiverProcess> =>
      ReceiverProcess.start({
        command,
        folder: join(folder, 'kept'),
        port,
        environment: {
          PLATFORM: stub.url,
          ISSUER: stub.url,
          CLIENT_ID: 'a-machine',
          KEY_FILE: join(folder, 'key.json'),
          ORGANISATION: randomUUID(),
          SECRET: secretText(secret),
        },
      });
    const notice = (more: Partial<StubNotice> = {}): StubNotice => {
      sent += 1;
      const data = { noticeNo: sent, planId: 'P', versionNo: sent, urgent: false };
      const sequence = String(sent).padStart(16, '0');
      return { id: uuidV5('receiver', sent, folder), type: 'care-plan.plan-changed.v1', sequence, data, ...more };
    };
    const post = async (
      { id, ...rest }: StubNotice,
      signers: readonly Signer[] = [ed25519Signer(key)],
      { at = Date.now(), headers = {}, spoil = (body: string) => body } = {},
    ): Promise<{ readonly status: number; readonly text: string }> => {
      const body = JSON.stringify({ id, ...rest });
      const signed = signedHeaders({ id, timestamp: Math.floor(at / 1000), body }, signers);
      const answer = await fetch(`http://127.0.0.1:${port}/`, {
        method: 'POST',
        body: spoil(body),
        headers: { 'content-type': 'application/cloudevents+json', ...signed, ...headers },
      });
      return { status: answer.status, text: await answer.text() };
    };
    const status = async (...args: Parameters<typeof post>): Promise<number> => (await post(...args)).status;
    const until = async (what: string, holds: () => boolean): Promise<void> => {
      for (const end = Date.now() + 20_000; !holds(); await new Promise((resolve) => setTimeout(resolve, 20)))
        if (Date.now() > end) throw new Error(`${what} did not come: ${receiver.said.join('')}`);
    };

    beforeAll(async () => {
      if (missing !== undefined) return;
      folder = mkdtempSync(join(tmpdir(), 'carethread-receiver-'));
      const { privateKey } = await generateKeyPair('ES384', { extractable: true });
      writeFileSync(
        join(folder, 'key.json'),
        JSON.stringify({ ...(await exportJWK(privateKey)), kid: 'k', alg: 'ES384' }),
      );
      command = prepare();
      stub = await StubPlatform.start();
      stub.keys = [publicKeyOf(key).x];
      port = await freePort();
      stub.feed.push(notice(), notice(), notice());
      receiver = await start();
    }, 180_000);
    afterAll(async () => {
      if (missing !== undefined) return;
      await receiver.kill();
      await stub.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    run('reads what it missed, fetches each version with its token, and acknowledges it', async () => {
      await until('all of the feed', () => stub.feed.every(({ id }) => stub.acknowledged.has(id)));
      expect(keptIn(join(folder, 'kept')).seen.map(({ id }) => id)).toEqual(stub.feed.map(({ id }) => id));
      expect([...stub.fetched].sort()).toEqual([1, 2, 3].map((no) => `/care-plan/plans/P/versions/${no}`));
      expect(stub.tokens).toBe(1);
    });

    run('takes what is signed by the sender’s key, or with the secret, and works on it once', async () => {
      const [byKey, bySecret] = [notice(), notice()];
      expect(await status(byKey)).toBe(204);
      expect(await status(byKey)).toBe(204);
      expect(await status(bySecret, [hmacSigner(secret)])).toBe(204);
      await until('both acknowledgements', () => [byKey, bySecret].every(({ id }) => stub.acknowledged.has(id)));
      const { seen } = keptIn(join(folder, 'kept'));
      expect(seen.filter(({ id }) => id === byKey.id)).toHaveLength(1);
      expect(stub.fetched.filter((path) => path.endsWith(`/${sent}`))).toHaveLength(1);
    });

    run('refuses what is not signed, signed by another, changed on its way, or old', async () => {
      const one = notice();
      const minutes = 60_000;
      expect(await status(one, [ed25519Signer(thief)])).toBe(401);
      expect(await status(one, [hmacSigner(seeded('guessed'))])).toBe(401);
      expect(await status(one, undefined, { spoil: (body) => body.replace('false', 'true') })).toBe(401);
      expect(await status(one, undefined, { spoil: (body) => `${body} ` })).toBe(401);
      expect(await status(one, undefined, { at: Date.now() - 6 * minutes })).toBe(401);
      expect(await status(one, undefined, { at: Date.now() + 6 * minutes })).toBe(401);
      for (const headers of [
        { 'webhook-signature': '' },
        { 'webhook-signature': 'v1a,' },
        { 'webhook-signature': 'v1a,AAAA' },
        { 'webhook-signature': 'v9,AAAA v1a' },
        { 'webhook-id': randomUUID() },
        { 'webhook-timestamp': 'soon' },
      ])
        expect(await status(one, undefined, { headers })).toBe(401);
      expect(keptIn(join(folder, 'kept')).seen.map(({ id }) => id)).not.toContain(one.id);
      expect(stub.keyReads).toBeLessThanOrEqual(2);
    });

    run('takes one right signature of several, as while a key is rotated', async () => {
      expect(await status(notice(), [ed25519Signer(nextKey), ed25519Signer(key)])).toBe(204);
    });

    run('sends the challenge of a verification back, and takes a ping, without keeping them', async () => {
      const before = keptIn(join(folder, 'kept')).seen.length;
      const asked = notice({ type: 'care-plan.endpoint-verification.v1', data: { challenge: 'a-challenge_0' } });
      expect(await post(asked)).toEqual({ status: 200, text: 'a-challenge_0' });
      expect(await status(notice({ type: 'care-plan.ping.v1', data: {} }))).toBe(204);
      expect(keptIn(join(folder, 'kept')).seen).toHaveLength(before);
    });

    run('keeps a withheld notice, for which there is nothing to fetch or to acknowledge', async () => {
      const withheld = notice({ type: 'care-plan.notice-withheld.v1', data: { withheld: true } });
      const fetched = stub.fetched.length;
      expect(await status(withheld)).toBe(204);
      await until('it', () => keptIn(join(folder, 'kept')).done.has(withheld.id));
      expect([stub.fetched.length, stub.acknowledged.has(withheld.id)]).toEqual([fetched, false]);
    });

    run(
      'is killed, loses nothing, and reads on from its cursor',
      async () => {
        await receiver.kill();
        const before = keptIn(join(folder, 'kept')).seen;
        const missed = [notice(), notice(), notice()];
        stub.feed.push(...missed);
        receiver = await start();
        await until('what was missed', () => missed.every(({ id }) => stub.acknowledged.has(id)));
        expect(keptIn(join(folder, 'kept')).seen).toEqual([
          ...before,
          ...missed.map(({ id, sequence }) => ({ id, sequence })),
        ]);
      },
      60_000,
    );
  },
);
