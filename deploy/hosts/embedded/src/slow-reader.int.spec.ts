import { readSettings } from '@carethread/service-kit';
import { numberMember, textMember } from '@carethread/ledger';
import { systemActor } from '@carethread/runtime';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from './embedded.js';

/** The whole of it by `npm run test:all`. */
const IS_WHOLE = process.env['CARETHREAD_MATRIX'] === 'all';
const SUBSCRIPTIONS = IS_WHOLE ? 1_000 : 40;
const OF_EACH = 100;
const NOTICES = SUBSCRIPTIONS * OF_EACH;
const MOST_GROWTH_MB = 10;
/** How long the reader takes nothing. */
const SLOW_MS = 5_000;
const TENANT = randomUUID();
const HOME = randomUUID();

/** Loaded into the process before anything else: says what is in use after everything else was collected, in bytes. */
const PROBE = `data:text/javascript,${encodeURIComponent(
  'process.on("message", (message) => { if (message !== "inUse") return; for (let n = 0; n < 4; n++) gc(); ' +
    'const { heapUsed, external } = process.memoryUsage(); process.send({ inUse: heapUsed + external }); });',
)}`;

/** The platform in a process of its own, whose memory nobody else uses. */
class MeasuredPlatform {
  private constructor(
    readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(data: string): Promise<MeasuredPlatform> {
    const args = ['--expose-gc', '--import', PROBE, 'deploy/hosts/embedded/dist/main.js'];
    const env = { PATH: process.env['PATH'], CARETHREAD_MODE: 'test', CARETHREAD_PORT: '0', CARETHREAD_DATA: data };
    const child = spawn(process.execPath, args, {
      env: { ...env, CARETHREAD_SERVICES: 'care-plan', CARETHREAD_RATE: '1000000' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let output = '';
    const url = await new Promise<string>((resolve, reject) => {
      const look = (chunk: Buffer): void => {
        output += chunk.toString();
        const found = /ready at (\S+)/.exec(output)?.[1];
        if (found !== undefined) resolve(found);
      };
      child.stdout?.on('data', look);
      child.stderr?.on('data', look);
      child.once('exit', (code) => reject(new Error(`it ended with ${code}: ${output}`)));
    });
    return new MeasuredPlatform(child, url);
  }

  /** In MB. */
  async inUse(): Promise<number> {
    const answer = once(this.child, 'message');
    this.child.send('inUse');
    const [message] = await answer;
    return (numberMember(message, 'inUse') ?? Number.NaN) / 1e6;
  }

  async token(): Promise<string> {
    const answer = await fetch(`${this.url}/test/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ tenantId: TENANT, userId: randomUUID(), roles: ['SM'], organisationId: HOME }),
    });
    return textMember(await answer.json(), 'accessToken') ?? '';
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}

/** A provider's notices of so many subscriptions, as they would have come over the years. */
async function fill(data: string): Promise<void> {
  const settings = { CARETHREAD_MODE: 'test', CARETHREAD_PORT: '0', CARETHREAD_DATA: data };
  const platform = await startEmbedded(readSettings({ ...settings, CARETHREAD_SERVICES: 'care-plan' }));
  const [runtime] = platform.runtimes;
  if (runtime === undefined) throw new Error('care-plan runs');
  const actor = { ...systemActor('fill'), organisationId: HOME };
  const issue = async (
    category: string,
    id: string,
    personId: string,
    command: { readonly type: string; readonly [member: string]: unknown },
  ): Promise<void> => {
    const commandId = randomUUID();
    const ids = { commandId, correlationId: commandId, causationId: commandId };
    await runtime.execute({
      decider: runtime.decider(category),
      ...{ id, command, actor, tenantId: TENANT, personId, ...ids },
    });
  };
  const one = async (): Promise<void> => {
    const [personId, subscriptionId] = [randomUUID(), randomUUID()];
    const service = { providerId: HOME, serviceType: 'homeCare', setting: 'careAtHome', jurisdiction: 'ENG' };
    await issue('serviceEpisode', randomUUID(), personId, { type: 'AgreeService', personId, ...service });
    await issue('subscription', subscriptionId, personId, { type: 'StartSubscription', providerId: HOME });
    const change = { type: 'NotifyChange', planId: randomUUID(), versionNo: 1, changeKind: 'published' };
    for (let nth = 1; nth < OF_EACH; nth += 1)
      await issue('subscription', subscriptionId, personId, { ...change, causeId: randomUUID() });
  };
  for (let from = 0; from < SUBSCRIPTIONS; from += 20) await Promise.all(Array.from({ length: 20 }, one));
  await platform.stop();
}

/** Reads a stream from an event on; gives the ids of what came before it was told to stop. */
function stream(
  { url }: MeasuredPlatform,
  token: string,
  after: string | undefined,
  takes: (ids: readonly string[]) => 'more' | 'stop' | 'nothing',
): Promise<readonly string[]> {
  const ids: string[] = [];
  return new Promise((resolve, reject) => {
    const asking = request(`${url}/care-plan/notices`, {
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'text/event-stream',
        ...(after === undefined ? {} : { 'last-event-id': after }),
      },
    });
    asking.on('response', (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`a stream was answered ${answer.statusCode}`));
      let text = '';
      const end = (): void => {
        asking.destroy();
        resolve(ids);
      };
      answer.on('error', () => undefined);
      answer.on('data', (chunk: Buffer) => {
        const blocks = (text + chunk.toString()).split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) ids.push(...(/^id: (\S+)\nevent: notice/.exec(block)?.slice(1) ?? []));
        const next = takes(ids);
        if (next === 'stop') end();
        if (next !== 'nothing') return;
        answer.pause();
        setTimeout(end, SLOW_MS);
      });
    });
    asking.on('error', reject);
    asking.end();
  });
}

describe('a reader of the stream that takes nothing', () => {
  it(`PLAT-12: while ${NOTICES} notices wait for it, the process grows by less than ${MOST_GROWTH_MB} MB, and it goes on where it was`, async () => {
    const data = mkdtempSync(join(tmpdir(), 'carethread-slow-'));
    await fill(data);
    const platform = await MeasuredPlatform.start(data);
    try {
      const token = await platform.token();
      // What a stream needs in any case, and what is kept of the streams that it opens.
      const all = await stream(platform, token, undefined, (ids) => (ids.length >= NOTICES ? 'stop' : 'more'));
      expect(new Set(all).size).toBe(NOTICES);
      const before = await platform.inUse();
      let during = Number.NaN;
      const measured = new Promise((resolve) => setTimeout(resolve, SLOW_MS / 2)).then(async () => {
        during = await platform.inUse();
      });
      const taken = await stream(platform, token, undefined, () => 'nothing');
      await measured;
      process.stdout.write(
        `${NOTICES} notices wait for a slow reader, which has taken ${taken.length}: the process grew by ${(during - before).toFixed(1)} MB\n`,
      );
      expect(during - before).toBeLessThan(MOST_GROWTH_MB);
      expect(taken.length).toBeLessThan(NOTICES);
      const left = NOTICES - taken.length;
      const rest = await stream(platform, token, taken.at(-1), (ids) => (ids.length >= left ? 'stop' : 'more'));
      expect([...taken, ...rest]).toEqual(all);
    } finally {
      await platform.stop();
      rmSync(data, { recursive: true, force: true });
    }
  }, 1_800_000);
});
