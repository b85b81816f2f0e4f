import { asPostgres, freePort, postgresPrograms } from '@carethread/servers';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { queryPostgres, onServer } from './postgres-roles.js';
import { runTool, ROOT, type Ended } from './tools.js';

/**
 * The PostgreSQL half of the drill in docs/how-to/back-up-and-restore.md: back-up.sh against a server under load, restored on another
 * one. The log here is a table with positions and a chain, as small as that can be said; the drill of whole services is
 * `npm run crash -- --drill`.
 */
const SERVER = process.env['CARETHREAD_TEST_POSTGRES'] ?? '';
const DATABASE = 'carethread_drill';
const WRITERS = 8;
const LOCK = 7_201;

const PROGRAMS = postgresPrograms() ?? '';
const PATH = `${PROGRAMS}:${process.env['PATH'] ?? ''}`;
const pgCtl = (...args: readonly string[]): Ended =>
  runTool(...asPostgres(join(PROGRAMS, 'pg_ctl'), args), { cwd: tmpdir() });

const chained = (before: string, body: string): string =>
  createHash('sha256').update(before).update(body).digest('hex');

let folder: string;
let restored: string | undefined;
beforeAll(async () => {
  if (SERVER === '') throw new Error('no PostgreSQL: run by npm run test:engine');
  folder = mkdtempSync(join(tmpdir(), 'carethread-back-up-'));
  runTool('chmod', ['777', folder]);
  await queryPostgres(SERVER, `DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`, `CREATE DATABASE ${DATABASE}`);
  await queryPostgres(
    onServer(SERVER, DATABASE),
    'CREATE TABLE facts (position bigint PRIMARY KEY, hash text NOT NULL, body text NOT NULL)',
  );
});
afterAll(async () => {
  if (restored !== undefined) pgCtl('-D', restored, '-m', 'immediate', '-w', 'stop');
  await queryPostgres(SERVER, `DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`);
  rmSync(folder, { recursive: true, force: true });
});

/** Appends until it is stopped; `acknowledged` has a position once its commit has been answered. */
async function write(acknowledged: number[], going: () => boolean): Promise<void> {
  const client = new pg.Client({ connectionString: onServer(SERVER, DATABASE) });
  await client.connect();
  try {
    while (going()) {
      await client.query('BEGIN');
      await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      const { rows } = await client.query<{ position: string; hash: string }>(
        'SELECT position, hash FROM facts ORDER BY position DESC LIMIT 1',
      );
      const position = Number(rows[0]?.position ?? 0) + 1;
      const body = `fact ${position} ${'x'.repeat(1_000)}`;
      await client.query('INSERT INTO facts VALUES ($1, $2, $3)', [position, chained(rows[0]?.hash ?? '', body), body]);
      await client.query('COMMIT');
      acknowledged.push(position);
    }
  } finally {
    await client.end();
  }
}

it('a back-up of PostgreSQL under load, restored elsewhere, has all that was acknowledged before it began', async () => {
  const acknowledged: number[] = [];
  let going = true;
  const writers = Array.from({ length: WRITERS }, () => write(acknowledged, () => going));
  while (acknowledged.length < 2_000) await new Promise((resolve) => setTimeout(resolve, 10));

  const before = acknowledged.length;
  const copy = join(folder, 'copy');
  const { hostname, port, username } = new URL(SERVER);
  const address = [`PGHOST=${hostname}`, `PGPORT=${port}`, `PGUSER=${username}`];
  // A child that is waited for would hold the writers up: it runs beside them.
  const [command, args] = asPostgres('env', [`PATH=${PATH}`, ...address, 'sh', '-s', copy]);
  const child = spawn(command, args, { cwd: tmpdir() });
  // By its text: that other user may have no way into this folder.
  child.stdin.end(readFileSync(join(ROOT, 'deploy/packaging/compose/back-up.sh')));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('as its manifest says') });
  const during = acknowledged.length - before;
  going = false;
  await Promise.all(writers);
  expect(during).toBeGreaterThan(0);

  restored = copy;
  const elsewhere = await freePort();
  const started = pgCtl(
    ...['-D', copy, '-w', '-t', '60', '-l', join(folder, 'restored.log')],
    ...['-o', `-c port=${elsewhere} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`, 'start'],
  );
  expect({ ...started, log: existsSync(join(folder, 'restored.log')) }).toMatchObject({ code: 0, log: true });
  const url = `postgres://${username}@127.0.0.1:${elsewhere}/${DATABASE}`;
  const facts = (await queryPostgres(url, 'SELECT position, hash, body FROM facts ORDER BY position')) as readonly {
    position: string;
    hash: string;
    body: string;
  }[];
  let hash = '';
  const broken = facts.filter((fact, index) => {
    hash = chained(hash, fact.body);
    return Number(fact.position) !== index + 1 || fact.hash !== hash;
  });
  expect(broken).toEqual([]);
  const there = new Set(facts.map(({ position }) => Number(position)));
  expect(acknowledged.slice(0, before).filter((position) => !there.has(position))).toEqual([]);
  process.stderr.write(
    `drill on PostgreSQL: ${before} acknowledged before, ${during} while it was copied, ${facts.length} restored\n`,
  );
}, 180_000);
