import pg from 'pg';

/** Connections of one part of this library, by which it is known on the server. */
export function poolOf(
  url: string,
  name: string,
  limits: { readonly connections: number; readonly statementTimeout: number; readonly role?: string },
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: limits.connections,
    connectionTimeoutMillis: 10_000,
    statement_timeout: limits.statementTimeout,
    ...(limits.role === undefined ? {} : { options: `-c role=${limits.role}` }),
    application_name: name,
    allowExitOnIdle: true,
  });
  // A connection that breaks while nobody uses it is simply replaced.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
