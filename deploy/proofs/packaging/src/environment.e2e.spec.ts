import { freePort } from '@carethread/servers';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRoles, startPostgres, type OwnPostgres } from './postgres-roles.js';
import { SERVICE_NAMES } from '@carethread/services';
import { deployed, type Deployed } from './deployed.js';
import { substitute, type Servers, type Substituted } from './local-substitution.js';
import { ROOT } from './tools.js';

/** Each process as the compose file and the chart start it, on the servers of the tests: exactly that environment, and it is ready. */
const READY_MS = 60_000;

const given = (name: string): string => process.env[`CARETHREAD_TEST_${name}`] ?? '';
const shared: Omit<Servers, 'postgres'> = {
  mongodb: given('MONGO'),
  kafka: given('KAFKA'),
  collector: given('OTELCOL'),
};

let work: string;
let postgres: OwnPostgres;
let servers: Servers;
let sources: Readonly<Record<string, Deployed>>;

beforeAll(async () => {
  for (const [name, address] of Object.entries(shared))
    if (address === '') throw new Error(`no ${name}: run by npm run test:engine`);
  work = mkdtempSync(join(tmpdir(), 'carethread-environment-'));
  const secrets = join(work, 'secrets');
  sources = deployed(secrets);
  postgres = await startPostgres();
  servers = { ...shared, postgres: postgres.url };
  makeRoles(postgres.url, secrets);
}, 600_000);

afterAll(async () => {
  await postgres.stop();
  rmSync(work, { recursive: true, force: true });
});

/** The process with nothing else of this machine's environment, in a folder of its own that is empty. */
async function begin(source: string, name: string) {
  const from = sources[source];
  if (from === undefined) throw new Error(`no ${source}`);
  const folder = join(work, source, name);
  const cwd = join(folder, 'app');
  mkdirSync(cwd, { recursive: true });
  const at = { folder, port: await freePort(), servers, root: ROOT };
  const { command, environment, port }: Substituted = substitute(from.process(name), at, from.secretOf);
  const child = spawn(process.execPath, command.slice(1), {
    cwd,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, ended, cwd, url: `http://127.0.0.1:${port}`, output: () => output };
}

async function readiness({ url, child, output }: Awaited<ReturnType<typeof begin>>): Promise<void> {
  const deadline = performance.now() + READY_MS;
  for (;;) {
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.status === 200) return;
    if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}:\n${output()}`);
    if (performance.now() > deadline) throw new Error(`not ready (${answer?.status ?? 'no answer'}):\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe.each(['compose', 'chart'])('with exactly the environment of the %s', (source) => {
  it.each(['migrate', 'topics'])(
    'the job %s ends well, twice',
    async (job) => {
      for (const _ of ['first', 'again']) {
        const { ended, output } = await begin(source, job);
        expect({ code: await ended, output: output() }).toMatchObject({ code: 0 });
      }
    },
    120_000,
  );

  it.each(SERVICE_NAMES)(
    '%s becomes ready, writes nothing but its volumes, and ends on SIGTERM',
    async (name) => {
      const begun = await begin(source, name);
      try {
        await readiness(begun);
        expect(readdirSync(begun.cwd)).toEqual([]);
      } finally {
        begun.child.kill('SIGTERM');
      }
      expect(await begun.ended).toBe(0);
    },
    120_000,
  );

  it('the front becomes ready before its services, and says that they are not there', async () => {
    const begun = await begin(source, 'front');
    try {
      const deadline = performance.now() + READY_MS;
      let live: Response | undefined;
      while (live?.status !== 200) {
        live = await fetch(`${begun.url}/health/live`).catch(() => undefined);
        if (performance.now() > deadline) throw new Error(`not live:\n${begun.output()}`);
      }
      expect((await fetch(`${begun.url}/health/ready`)).status).toBe(503);
    } finally {
      begun.child.kill('SIGTERM');
    }
    expect(await begun.ended).toBe(0);
  }, 120_000);
});
