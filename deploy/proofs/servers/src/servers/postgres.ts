import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from '../free-ports.js';
import { aptInstall, run, until } from '../processes.js';
import type { Running, Server, Site } from '../server.js';

const HOME = '/usr/lib/postgresql';

/** The newest PostgreSQL's folder of programs, where one is installed. */
export function binaries(): string | undefined {
  const versions = existsSync(HOME)
    ? readdirSync(HOME).filter((version) => existsSync(join(HOME, version, 'bin/initdb')))
    : [];
  const newest = versions.map(Number).sort((a, b) => b - a)[0];
  return newest === undefined ? undefined : join(HOME, String(newest), 'bin');
}

/** PostgreSQL refuses to run as root: there its own user runs it, so the folder must be one that this user can reach. */
export const asPostgres = (command: string, args: readonly string[]): readonly [string, readonly string[]] =>
  process.getuid?.() === 0 ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, args];

const dataOf = (site: Site): string => join(site.folder, 'cluster', 'data');

function begun(site: Site, port: number): void {
  const bin = binaries() ?? '';
  const options = `-c port=${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${join(site.folder, 'cluster')} -c fsync=on -c max_connections=300`;
  run(
    site,
    ...asPostgres(join(bin, 'pg_ctl'), [
      '-D',
      dataOf(site),
      '-w',
      '-t',
      '60',
      '-l',
      join(site.folder, 'cluster', 'postgres.log'),
      '-o',
      options,
      'start',
    ]),
    {
      cwd: tmpdir(),
    },
  );
}

export const postgres: Server = {
  name: 'postgres',
  install: (site) => {
    aptInstall(site, ['postgresql'], binaries() === undefined);
    if (existsSync(dataOf(site))) return Promise.resolve();
    site.say('making a database cluster');
    mkdirSync(site.folder, { recursive: true });
    const owner = process.getuid?.() === 0 ? ['-o', 'postgres'] : [];
    run(site, 'install', ['-d', ...owner, '-m', '700', join(site.folder, 'cluster')]);
    run(
      site,
      ...asPostgres(join(binaries() ?? '', 'initdb'), [
        '-D',
        dataOf(site),
        '-U',
        'postgres',
        '-A',
        'trust',
        '--no-locale',
        '-E',
        'UTF8',
      ]),
      { cwd: tmpdir() },
    );
    return Promise.resolve();
  },
  start: async (site, wanted) => {
    const port = wanted ?? (await freePort());
    // After a kill the first start is refused while old backends linger.
    const up = await until(() => {
      begun(site, port);
      return Promise.resolve(true);
    }, 30_000);
    if (!up) throw new Error(`PostgreSQL did not start: see ${join(site.folder, 'cluster', 'postgres.log')}`);
    const pid = Number(readFileSync(join(dataOf(site), 'postmaster.pid'), 'utf8').split('\n')[0]);
    const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
    return { url, pid, version: await version(url) };
  },
  answers: async ({ url }: Running) => (await version(url)) !== '',
  stop: (_, { pid }) => {
    process.kill(pid, 'SIGINT'); // PostgreSQL's fast shutdown
    return Promise.resolve();
  },
};

async function version(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return rows[0]?.server_version ?? '';
  } finally {
    await client.end();
  }
}
