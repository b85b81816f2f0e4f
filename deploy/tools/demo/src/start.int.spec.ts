import { Browser } from '@carethread/identity/testing';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

describe('npm start', () => {
  let data: string;
  let child: ChildProcess | undefined;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'carethread-started-'));
  });
  afterEach(async () => {
    const ended = new Promise((resolve) => child?.once('close', resolve));
    child?.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  });

  /** What it prints until it is ready. */
  function started(environment: Readonly<Record<string, string>>): Promise<string> {
    const env = { ...process.env, CARETHREAD_PORT: '0', CARETHREAD_DATA: data, ...environment };
    const running = spawn(process.execPath, ['deploy/tools/demo/dist/start.js'], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = running;
    return new Promise((resolve, reject) => {
      let said = '';
      const hear = (chunk: Buffer): void => {
        said += chunk.toString();
        if (said.includes('Ctrl+C')) resolve(said);
      };
      running.stdout.on('data', hear);
      running.stderr.on('data', hear);
      running.once('close', (code) => reject(new Error(`ended with ${code}: ${said}`)));
    });
  }

  it('serves pages in a demo, at which whoever is chosen is signed in, in the one process', async () => {
    const said = await started({ CARETHREAD_DEMO: 'empty' });
    const url = /pages: {2}(\S+)/.exec(said)?.[1] ?? '';
    const browser = new Browser();
    expect((await browser.open(`${url}/today`)).url).toBe(`${url}/sign-in?to=%2Ftoday`);
    const choice = await browser.open(`${url}/sign-in/start?to=%2Ftoday`);
    const keyworker = /value="([^"]+)">Keyworker/.exec(choice.text)?.[1] ?? '';
    const today = await browser.open(choice.url, { userId: keyworker });
    expect([today.status, today.url]).toEqual([200, `${url}/today`]);
    // By another name of this machine too, although its cookies are not the same.
    const localhost = await new Browser().open(`${url.replace('127.0.0.1', 'localhost')}/sign-in/start`);
    expect(localhost.text).toContain('Choose who to be');
  }, 120_000);

  it('has neither pages nor people of a demo in test mode', async () => {
    const said = await started({ CARETHREAD_MODE: 'test' });
    expect(said).not.toContain('pages:');
    expect(['demo', 'identity', 'web', 'playing'].filter((name) => existsSync(join(data, name)))).toEqual([]);
  }, 120_000);
});
