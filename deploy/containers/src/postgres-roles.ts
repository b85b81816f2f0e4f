import { join } from 'node:path';
import pg from 'pg';
import { ask, ROOT } from './toolbox.js';

const ROLES = ['carethread_owner', 'carethread_writer', 'carethread_keys'];
const DATABASES = ['carethread', 'carethread_keys'];

/** The address of another database, and if given another role, on the same server. */
export function onServer(server: string, database: string, role?: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  if (role !== undefined) url.username = role;
  return url.href;
}

export async function askPostgres(url: string, ...statements: readonly string[]): Promise<readonly unknown[]> {
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

/** Takes away what `postgres-roles.sh` makes. Only for a server that is there for tests. */
export async function dropRoles(server: string): Promise<void> {
  await askPostgres(
    server,
    ...DATABASES.map((name) => `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
    ...ROLES.map((name) => `DROP ROLE IF EXISTS ${name}`),
  );
}

/** Runs deploy/compose/postgres-roles.sh as the image of PostgreSQL would, against a server of ours. */
export function makeRoles(server: string, secrets: string): void {
  const { hostname, port, username } = new URL(server);
  const env = { ...process.env, SECRETS: secrets, PGHOST: hostname, PGPORT: port, PGUSER: username };
  const { code, output } = ask('sh', [join(ROOT, 'deploy/compose/postgres-roles.sh')], { env });
  if (code !== 0) throw new Error(`postgres-roles.sh ended with ${code}: ${output}`);
}
