import { Engine } from '@carethread/servers';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { runTool, ROOT } from './tools.js';

/** A PostgreSQL of its own: roles belong to a whole server, and other tests make theirs on the shared one. */
export interface OwnPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startPostgres(): Promise<OwnPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'carethread-postgres-'));
  chmodSync(folder, 0o755); // the server's own user must find its way in
  const engine = new Engine(folder);
  const { url } = await engine.up('postgres');
  return {
    url,
    stop: async () => {
      await engine.down('postgres');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The address of another database, and if given another role, on the same server. */
export function onServer(server: string, database: string, role?: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  if (role !== undefined) url.username = role;
  return url.href;
}

export async function queryPostgres(url: string, ...statements: readonly string[]): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    let rows: readonly unknown[] = [];
    for (const statement of statements) ({ rows } = await client.query<Record<string, unknown>>(statement));
    return rows;
  } finally {
    await client.end();
  }
}

/** Runs deploy/packaging/compose/postgres-roles.sh as the image of PostgreSQL would, against a server of ours. */
export function makeRoles(server: string, secrets: string): void {
  const { hostname, port, username } = new URL(server);
  const env = { ...process.env, SECRETS: secrets, PGHOST: hostname, PGPORT: port, PGUSER: username };
  const { code, output } = runTool('sh', [join(ROOT, 'deploy/packaging/compose/postgres-roles.sh')], { env });
  if (code !== 0) throw new Error(`postgres-roles.sh ended with ${code}: ${output}`);
}
