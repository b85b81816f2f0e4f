import { startEmbedded } from '@carethread/embedded';
import { Caller } from '@carethread/embedded/testing';
import { SCOPES, startIdentity, type IdentityServer } from '@carethread/identity';
import { MachineClient } from '@carethread/identity/testing';
import { member, requireList, requireText, uuidV5 } from '@carethread/ledger';
import { readSettings, type Platform } from '@carethread/service-kit';
import { exportJWK } from 'jose';
import { execFile } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { FailingFront } from './failing-front.js';
import { LANGUAGES } from './languages.js';
import { freePort, keptIn, ReceiverProcess } from './receiver-process.js';

const run = promisify(execFile);
const DEMO = resolve('deploy/tools/demo/dist/main.js');
const SEED = randomInt(1, 1_000_000);
/** People whose plan is published: each makes two notices at least. */
const PEOPLE = 20;
const FAILING = 0.3;
const MINUTES = 60_000;

/** The ids of the synthetic population that the demo plays: the same for the same seed. */
const ofDemo = (name: string): string => uuidV5('carethread-demo', SEED, name);
const hashOf = (ids: readonly string[]): string =>
  createHash('sha256')
    .update([...ids].sort().join('\n'))
    .digest('hex');

interface Site {
  readonly name: string;
  readonly folder: string;
  readonly front: FailingFront;
  receiver: ReceiverProcess;
  start(): Promise<ReceiverProcess>;
}

describe(`the receivers of one provider, of whose answers ${100 * FAILING} % fail (seed ${SEED})`, () => {
  const here = LANGUAGES.filter(({ missing }) => missing === undefined);
  let data: string;
  let identity: IdentityServer;
  let platform: Platform;
  let machine: Caller;
  let signIn: () => Promise<Caller>;
  const sites: Site[] = [];

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'carethread-receivers-'));
    const client = await MachineClient.create('a-machine');
    const keyFile = join(data, 'key.json');
    writeFileSync(keyFile, JSON.stringify({ ...(await exportJWK(client.key)), kid: client.kid, alg: client.alg }));
    const organisationId = ofDemo('provider');
    identity = await startIdentity({
      url: 'http://127.0.0.1:0',
      audience: 'carethread',
      folder: join(data, 'identity'),
      machines: [client.machine({ tenantId: ofDemo('tenant'), organisationId, scopes: SCOPES })],
    });
    platform = await startEmbedded(
      readSettings({
        CARETHREAD_PORT: '0',
        CARETHREAD_MODE: 'test',
        CARETHREAD_DATA: join(data, 'platform'),
        CARETHREAD_IDENTITY: identity.url,
        CARETHREAD_WEBHOOK_ALLOW: '127.0.0.0/8',
        CARETHREAD_WEBHOOK_PORTS: '1024-65535',
        CARETHREAD_WEBHOOK_RETRY_SCALE: '0.01',
        CARETHREAD_RATE: '100000',
      }),
    );
    const url = await platform.listen();
    signIn = async () => {
      const { body } = await client.ask(identity.url, { scope: SCOPES.join(' ') });
      return new Caller(url, requireText(body, 'access_token'));
    };
    machine = await signIn();
    for (const [at, { name, prepare }] of here.entries()) {
      const folder = join(data, name);
      const port = await freePort();
      const front = await FailingFront.start(port, SEED + at);
      const environment = {
        PLATFORM: url,
        ISSUER: identity.url,
        CLIENT_ID: client.clientId,
        KEY_FILE: keyFile,
        ORGANISATION: organisationId,
      };
      const command = prepare();
      const start = (): Promise<ReceiverProcess> => ReceiverProcess.start({ command, environment, folder, port });
      sites.push({ name, folder, front, receiver: await start(), start });
      const registered = await machine.json('POST', '/care-plan/endpoints', { kind: 'webhook', url: front.url });
      const verified = await machine.json('POST', `/care-plan/endpoints/${registered.body.id}/verification`, {});
      expect([registered.status, verified.body]).toEqual([201, expect.objectContaining({ state: 'active' })]);
      front.share = FAILING;
    }
  }, 5 * MINUTES);
  afterAll(async () => {
    for (const { receiver, front } of sites) {
      await receiver.kill();
      await front.stop();
    }
    await platform.stop();
    await identity.stop();
    rmSync(data, { recursive: true, force: true });
  });

  /** The ids of the whole sequence, as the provider's own machine reads it. */
  const inFeed = async (): Promise<readonly string[]> => {
    const reader = await signIn();
    const ids: string[] = [];
    for (let after = ''; ;) {
      const { body } = await reader.send('GET', `/care-plan/notices?limit=500${after && `&after=${after}`}`);
      const items = requireList(body, 'items');
      if (items.length === 0) return ids;
      ids.push(...items.map((item) => requireText(member(item, 'event'), 'id')));
      after = requireText(items.at(-1), 'cursor');
    }
  };
  const arrived = async (what: string, holds: () => boolean): Promise<void> => {
    for (const end = Date.now() + 3 * MINUTES; !holds(); await new Promise((resolve) => setTimeout(resolve, 100)))
      if (Date.now() > end)
        throw new Error(
          `${what} did not come: ${sites
            .map(({ name, folder, front, receiver }) => {
              const { seen, done } = keptIn(folder);
              return `${name} has ${seen.length}, done ${done.size}, requests ${JSON.stringify(front.counts)}, said ${receiver.said.join('')}`;
            })
            .join('; ')}`,
        );
  };

  it(
    'PLAT-13: have the same notices, each once, also those that were killed on the way',
    async () => {
      const people = ['--people', String(PEOPLE), '--seed', String(SEED)];
      const life = run(process.execPath, [DEMO, '--url', machine.url, '--life', 'short', ...people]);
      for (const { name, folder, receiver } of sites) {
        await arrived(`the first notices at the one in ${name}`, () => keptIn(folder).seen.length > 5);
        await receiver.kill();
      }
      for (const site of sites) site.receiver = await site.start();
      await life;
      const wanted = await inFeed();
      expect(wanted.length).toBeGreaterThanOrEqual(2 * PEOPLE);
      for (const { name, folder, front } of sites) {
        await arrived(`all of them at the one in ${name}`, () => keptIn(folder).done.size >= wanted.length);
        const { seen } = keptIn(folder);
        expect([name, seen.length, hashOf(seen.map(({ id }) => id))]).toEqual([name, wanted.length, hashOf(wanted)]);
        process.stdout.write(`${name}: ${seen.length} notices, requests ${JSON.stringify(front.counts)}\n`);
        const { away, cut, lost } = front.counts;
        expect(away + cut + lost).toBeGreaterThan(0);
      }
    },
    10 * MINUTES,
  );
});
