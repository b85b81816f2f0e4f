import { spawnSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { program, refuse, wholeNumber } from '@carethread/command-line';
import { tokenLines } from '@carethread/gateway';
import { member, present, presentItems, requireText } from '@carethread/ledger';
import { isKurrent, isMode, isPostgres, readSettings } from '@carethread/service-kit';
import { SERVICE_NAMES } from '@carethread/services';
import { Child } from './child.js';

const { copies, state: stateFile } = program(
  'npm run platform --',
  'The six services as processes of their own behind one gateway at CARETHREAD_PORT. A process that ends is started again.',
)
  .addHelpText(
    'after',
    `
The servers are those that the settings name (CARETHREAD_LOG, _VIEWS, _BUS, _KEYS, _ATTACHMENTS), else PostgreSQL, MongoDB and
Kafka of \`npm run engine\`, which are started if they are not up.`,
  )
  .option('--copies <N>', 'processes of each service', wholeNumber({ most: 20 }), 1)
  .option('--state <FILE>', 'write addresses and process ids as JSON, now and whenever they change')
  .parse()
  .opts();
if (copies > 1 && isKurrent(process.env['CARETHREAD_LOG'] ?? ''))
  refuse('--copies 1 is all that CARETHREAD_LOG=kurrentdb://… takes: a log there has one writer');

const at = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
let drained: Promise<void> | undefined;
/** Prints a line of the operational log of any process. */
const say = (line: string): void | Promise<void> => {
  if (process.stderr.write(`${line}\n`)) return;
  // The reader of standard error is slow: the processes wait with their lines, so that none pile up here.
  drained ??= new Promise((resolve) => {
    process.stderr.once('drain', () => {
      drained = undefined;
      resolve();
    });
  });
  return drained;
};
const given = process.env;
try {
  // Checked before servers are started. Every process checks its own settings and mode again.
  readSettings(
    { ...given, CARETHREAD_MODE: 'test', CARETHREAD_HOST: undefined, CARETHREAD_UPSTREAMS: undefined },
    SERVICE_NAMES,
  );
} catch (error) {
  refuse(error instanceof Error ? error.message : String(error));
}

/** Runs a program of ours to its end; its standard output is given back. Ends this process when it fails. */
function run(script: string, args: readonly string[], env: NodeJS.ProcessEnv): string {
  const done = spawnSync(process.execPath, [at(script), ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  if (done.status !== 0) {
    void say(`${script} ${args.join(' ')} ended with ${done.status ?? done.signal}`);
    process.exit(2);
  }
  return done.stdout.toString();
}

function servers(): Readonly<Record<string, { readonly url: string }>> {
  const stores = [given['CARETHREAD_LOG'], given['CARETHREAD_KEYS'], given['CARETHREAD_ATTACHMENTS']];
  const wanted = presentItems(
    stores.includes(undefined) && !isPostgres(given['CARETHREAD_LOG']) ? 'postgres' : undefined,
    given['CARETHREAD_VIEWS'] === undefined ? 'mongo' : undefined,
    given['CARETHREAD_BUS'] === undefined ? 'kafka' : undefined,
  );
  if (wanted.length === 0) return {};
  const up: unknown = JSON.parse(run('deploy/proofs/servers/dist/main.js', ['up', ...wanted, '--json'], given));
  return Object.fromEntries(wanted.map((name) => [name, { url: requireText(member(up, name), 'url') }]));
}

/** The key-encryption key of development: made once, kept with the servers. */
function keyFile(): string {
  const folder = resolve(given['CARETHREAD_ENGINE'] ?? at('.engine'));
  const file = join(folder, 'kek');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  return file;
}

/** Below the ports that systems take for outgoing connections: there, one that was free a moment ago is soon taken. */
const LOWEST_PORT = 20_000;
const HIGHEST_PORT = 32_000;
const DRAWS = 100;

async function freePort(): Promise<number> {
  for (let draw = 0; draw < DRAWS; draw++) {
    const port = randomInt(LOWEST_PORT, HIGHEST_PORT);
    if (await isFree(port)) return port;
  }
  throw new Error(`no port from ${LOWEST_PORT} to ${HIGHEST_PORT} is free: set CARETHREAD_PORT`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer()
      .once('error', () => done(false))
      .listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}

const found = servers();
const postgres = found['postgres']?.url ?? given['CARETHREAD_LOG'] ?? '';
const stores: Record<string, string> = {
  CARETHREAD_LOG: postgres,
  CARETHREAD_VIEWS: found['mongo']?.url ?? '',
  CARETHREAD_BUS: found['kafka']?.url ?? '',
  CARETHREAD_KEYS: `${postgres}${postgres.includes('?') ? '&' : '?'}kek=${keyFile()}`,
  CARETHREAD_ATTACHMENTS: postgres,
};
for (const name of Object.keys(stores)) if (given[name] !== undefined) stores[name] = given[name];

const host = given['CARETHREAD_HOST'] ?? '127.0.0.1';
const wantedPort = Number(given['CARETHREAD_PORT'] ?? 3000);
const port = wantedPort === 0 ? await freePort() : wantedPort;
const mode = given['CARETHREAD_MODE'] ?? 'demo';
const inherited = Object.fromEntries(
  Object.entries(given).filter(
    ([name]) => name.startsWith('CARETHREAD_') || name === 'PATH' || name === 'NODE_OPTIONS',
  ),
);
const keysAddress = mode === 'production' ? undefined : `http://${host}:${port}/.well-known/jwks.json`;
const settings = present<Record<string, string>>({
  ...inherited,
  ...stores,
  CARETHREAD_MODE: mode,
  CARETHREAD_HOST: host,
  CARETHREAD_JWKS: given['CARETHREAD_JWKS'] ?? keysAddress,
});

// Where the processes say how their operator reaches them.
mkdirSync(resolve(given['CARETHREAD_DATA'] ?? '.data'), { recursive: true, mode: 0o700 });
run('deploy/tools/cli/dist/main.js', ['prepare'], { ...given, ...settings });

const children: Child[] = [];
let stopping = false;
const stop = async (code: number): Promise<void> => {
  if (stopping) return;
  stopping = true;
  await Promise.all(children.map((child) => child.stop()));
  process.exit(code);
};
process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));
process.on('disconnect', () => void stop(0));

try {
  const waiting = SERVICE_NAMES.flatMap((service) =>
    Array.from({ length: copies }, (_, index) => ({ service, index })),
  );
  const urls = new Map<string, string[]>(SERVICE_NAMES.map((service) => [service, []]));
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && !stopping; next = waiting.shift()) {
      const { service, index } = next;
      const child = await Child.start({
        name: copies === 1 ? service : `${service} ${index + 1}`,
        script: at(`services/${service}/dist/main.js`),
        env: { ...settings, CARETHREAD_SERVICES: service, CARETHREAD_PORT: '0', CARETHREAD_OPERATOR_PORT: '0' },
        say,
      });
      children.push(child);
      urls.get(service)?.push(child.url);
    }
  };
  // No more at once than there are cores: a dozen that start side by side keep each other from reaching their servers in time.
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  const upstreams = [...urls].map(([service, copiesOf]) => `${service}=${copiesOf.join('|')}`);
  const { CARETHREAD_JWKS: _, ...withoutKeys } = settings;
  // In test and demo mode the gateway issues the tokens itself.
  const ofFront = mode === 'production' ? settings : withoutKeys;
  const front = await Child.start({
    name: 'front',
    script: at('deploy/hosts/platform/dist/front-main.js'),
    env: {
      ...ofFront,
      CARETHREAD_UPSTREAMS: upstreams.join(','),
      CARETHREAD_PORT: String(port),
    },
    say,
  });
  children.push(front);
  const state = (): void => {
    if (stateFile === undefined) return;
    const processes = children.map(({ settings: { name }, url, pid }) => ({ name, url, pid }));
    // A reader never sees half a file: it finds the old one until the new one is whole.
    const next = `${stateFile}.next`;
    writeFileSync(next, `${JSON.stringify({ url: front.url, processes }, null, 2)}\n`);
    renameSync(next, stateFile);
  };
  state();
  if (stateFile !== undefined) setInterval(state, 200).unref();
  const howToSignIn = isMode(mode) ? tokenLines(mode, front.url) : [];
  process.stdout.write(
    [
      `Carethread is ready at ${front.url}  (mode: ${mode}, ${SERVICE_NAMES.length} services, ${copies} ${copies === 1 ? 'copy' : 'copies'} of each)`,
      ...howToSignIn,
      `  routes: ${front.url}/docs`,
      ...children.map(({ operator }) => `  metrics: ${operator}/metrics`),
      '  stop:   Ctrl+C (the servers stay: npm run engine -- down)',
      '',
    ].join('\n'),
  );
} catch (error) {
  await say(error instanceof Error ? error.message : String(error));
  await stop(2);
}
