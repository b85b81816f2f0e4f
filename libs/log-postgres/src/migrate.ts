import pg from 'pg';
import { MIGRATIONS, schemaOf, WRITER } from './schema.js';

/** The advisory lock of migrations: any number, but always the same. */
const LOCK = 4_915_602_017;

/**
 * Makes or completes the schemas of the named services' logs, as the role that owns them. Safe to run again and by several at
 * once. Gives the names of the schemas that were changed.
 */
export async function migrateLogs(
  url: string,
  namespace: string,
  services: readonly string[],
): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  const changed: string[] = [];
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query(
      `DO $$ BEGIN CREATE ROLE ${WRITER} NOLOGIN; EXCEPTION WHEN duplicate_object OR insufficient_privilege OR unique_violation THEN NULL; END $$`,
    );
    for (const service of services)
      for (const access of [false, true]) {
        const schema = schemaOf(namespace, service, access);
        if (await migrateOne(client, schema)) changed.push(schema);
      }
  } finally {
    await client.end();
  }
  return changed;
}

async function migrateOne(client: pg.Client, schema: string): Promise<boolean> {
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await client.query(
    `CREATE TABLE IF NOT EXISTS ${schema}.migrations (number integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())`,
  );
  const { rows } = await client.query<{ number: number }>(`SELECT number FROM ${schema}.migrations`);
  const done = new Set(rows.map(({ number }) => number));
  let changed = false;
  for (const [index, migration] of MIGRATIONS.entries()) {
    if (done.has(index + 1)) continue;
    await client.query('BEGIN');
    await client.query(migration(schema));
    await client.query(`INSERT INTO ${schema}.migrations (number) VALUES ($1)`, [index + 1]);
    await client.query('COMMIT');
    changed = true;
  }
  return changed;
}
