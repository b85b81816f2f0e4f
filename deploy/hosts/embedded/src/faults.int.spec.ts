import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  closeSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callers, distinctName, type Callers } from './testing/callers.js';

/** File systems can be mounted by root on Linux only; elsewhere these tests are not defined, and the title says so. */
const canMount = process.platform === 'linux' && process.getuid?.() === 0;
/** In bytes: some people's worth of events. */
const ROOM_LEFT = 2 * 1024 * 1024;
/** Several starts of a whole platform on a busy machine. */
const PATIENCE_MS = 300_000;

interface Running {
  readonly url: string;
  stop(): Promise<void>;
}
interface Ended {
  readonly code: number | null;
  readonly said: string;
}

function begin(data: string): { readonly child: ChildProcess; readonly up: Promise<Running | Ended> } {
  const child = spawn(process.execPath, ['deploy/hosts/embedded/dist/main.js'], {
    env: { PATH: process.env['PATH'], CARETHREAD_MODE: 'test', CARETHREAD_PORT: '0', CARETHREAD_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const up = new Promise<Running | Ended>((resolve) => {
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const url = /ready at (\S+)/.exec(said)?.[1];
        if (url !== undefined)
          resolve({
            url,
            stop: async () => {
              child.kill('SIGTERM');
              await ended;
            },
          });
      });
    void ended.then((code) => resolve({ code, said }));
  });
  return { child, up };
}

async function running(data: string): Promise<Running> {
  const up = await begin(data).up;
  if ('said' in up)
    throw new Error(`the platform ended with ${String(up.code)}: run "npm run build" first\n${up.said}`);
  return up;
}

async function refusedToStart(data: string): Promise<Ended> {
  const up = await begin(data).up;
  if ('said' in up) return up;
  await up.stop();
  throw new Error('the platform started');
}

function run(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${String(status)}: ${stderr}`);
  return stdout;
}

const verify = (data: string): string =>
  run(process.execPath, 'deploy/tools/cli/dist/main.js', 'verify', '--data', data);

/** Registers people until one is refused; gives who was acknowledged, and the refusal. */
async function untilRefused(who: Callers): Promise<{ ids: string[]; status: number; code: string; detail: string }> {
  const ids: string[] = [];
  for (let tries = 0; tries < 20_000; tries++) {
    const { status, body } = await who.assessor.json('POST', '/assessment/persons', {
      name: { ...distinctName(), given: 'x'.repeat(150) },
      dateOfBirth: '1941-05-04',
      firstLanguage: 'en',
      groups: [],
    });
    if (status !== 201) return { ids, status, code: body.code, detail: body.detail };
    ids.push(body.id);
  }
  throw new Error('the disk never filled up');
}

async function eventually(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline;) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come true in time');
}

describe('the data folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'carethread-faults-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it(
    'has one writer: a second platform says who holds it, and ends',
    async () => {
      const first = await running(folder);
      try {
        const { code, said } = await refusedToStart(folder);
        expect(code).toBe(2);
        expect(said).toMatch(
          /held by another process \(process \d+, since .*\): stop it, or choose another data folder/,
        );
      } finally {
        await first.stop();
      }
    },
    PATIENCE_MS,
  );

  it(
    'that is damaged is named at the start, with what to do',
    async () => {
      const first = await running(folder);
      const who = await callers(first.url);
      for (let people = 0; people < 20; people++) await who.person();
      await first.stop();
      const file = join(folder, 'logs', 'assessment.db');
      const handle = openSync(file, 'r+');
      for (let at = 4096; at < statSync(file).size; at += 4096) writeSync(handle, Buffer.alloc(64, 0xa5), 0, 64, at);
      closeSync(handle);
      const { code, said } = await refusedToStart(folder);
      expect(code).toBe(2);
      expect(said).toMatch(
        /assessment\.db cannot be used: the file is damaged: restore it from a backup, then run `verify`/,
      );
    },
    PATIENCE_MS,
  );

  it(
    'in which a log is missing, or whose keys are of another platform, is named at the start; its files are its owner’s',
    async () => {
      const first = await running(folder);
      await (await callers(first.url)).person();
      await first.stop();
      for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        const { mode } = statSync(join(folder, file));
        expect([file, (mode & 0o077).toString(8)]).toEqual([file, '0']);
      }
      const logs = join(folder, 'logs');
      const consent = join(logs, 'consent.access.db');
      renameSync(consent, join(folder, 'aside'));
      const missing = await refusedToStart(folder);
      expect(missing.code).toBe(2);
      expect(missing.said).toMatch(/the event log consent\.access is missing .*restore it from a backup/);
      rmSync(join(logs, 'made.json'));
      expect((await refusedToStart(folder)).said).toMatch(/consent\.access is missing/);
      expect(existsSync(consent)).toBe(false);
      renameSync(join(folder, 'aside'), consent);

      renameSync(join(folder, 'keys'), join(folder, 'keys-aside'));
      const keys = await refusedToStart(folder);
      expect(keys.code).toBe(2);
      expect(keys.said).toMatch(/the keys do not fit the event log of assessment: event \d+ .*restore the keys/);
      rmSync(join(folder, 'keys'), { recursive: true, force: true });
      renameSync(join(folder, 'keys-aside'), join(folder, 'keys'));
      const again = await running(folder);
      await again.stop();
    },
    PATIENCE_MS,
  );

  const mounting = canMount ? describe : describe.skip;
  mounting(canMount ? 'on a small disk' : 'on a small disk (needs root on Linux)', () => {
    beforeEach(() => run('mount', '-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder));
    afterEach(() => run('umount', folder));

    it(
      'refuses clearly when the disk is full, loses nothing it acknowledged, and goes on when there is room again',
      async () => {
        const ballast = join(folder, 'ballast');
        const data = join(folder, 'data');
        let platform = await running(data);
        try {
          const who = await callers(platform.url);
          await who.person();
          const { bavail, bsize } = statfsSync(folder);
          writeFileSync(ballast, Buffer.alloc(bavail * bsize - ROOM_LEFT));
          const { ids, status, code, detail } = await untilRefused(who);
          expect([status, code]).toEqual([503, 'WRITES_REFUSED']);
          expect(detail).toMatch(/the disk is full: free some space; nothing that was acknowledged is lost/);
          expect((await fetch(`${platform.url}/health/live`)).status).toBe(200);
          rmSync(ballast);
          await eventually(async () => {
            const { status: again } = await who.assessor.json('POST', '/assessment/persons', {
              name: distinctName(),
              dateOfBirth: '1941-05-04',
              firstLanguage: 'en',
              groups: [],
            });
            return again === 201;
          });
          const found = async (): Promise<number[]> => {
            const answers = [];
            for (const id of ids) answers.push((await who.assessor.send('GET', `/assessment/persons/${id}`)).status);
            return answers.filter((one) => one !== 200);
          };
          expect(await found()).toEqual([]);
          expect(ids.length).toBeGreaterThan(0);
          await eventually(async () => (await fetch(`${platform.url}/health/ready`)).status === 200);
          await platform.stop();
          expect(verify(data)).toContain('every log is whole and unchanged');
          platform = await running(data);
          const again = await callers(platform.url, await sameTenant(platform.url, who.tenantId));
          for (const id of ids)
            expect((await again.assessor.send('GET', `/assessment/persons/${id}`)).status).toBe(200);
        } finally {
          await platform.stop();
        }
      },
      PATIENCE_MS,
    );

    it(
      'that is read-only is named at the start, with what to do',
      async () => {
        const data = join(folder, 'data');
        await (await running(data)).stop();
        run('mount', '-o', 'remount,ro', folder);
        try {
          const { code, said } = await refusedToStart(data);
          expect(code).toBe(2);
          expect(said).toMatch(/writable|read-only/);
          expect(existsSync(join(data, 'logs', 'assessment.db'))).toBe(true);
        } finally {
          run('mount', '-o', 'remount,rw', folder);
        }
        expect(verify(data)).toContain('every log is whole and unchanged');
      },
      PATIENCE_MS,
    );
  });
});

async function sameTenant(url: string, tenantId: string): Promise<Pick<Callers, 'tenantId' | 'caller'>> {
  const { caller } = await callers(url);
  return { tenantId, caller: (claims) => caller({ tenantId, ...claims }) };
}
