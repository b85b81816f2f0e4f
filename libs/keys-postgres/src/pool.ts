import { present } from '@carethread/ledger';
import pg from 'pg';

/** Connections of one part of this library, by which it is known on the server. */
export function poolOf(
  url: string,
  name: string,
  limits: { readonly connections: number; readonly statementTimeout: number; readonly role?: string },
): pg.Pool {
  const pool = new pg.Pool(
    present({
      connectionString: url,
      max: limits.connections,
      connectionTimeoutMillis: 10_000,
      statement_timeout: limits.statementTimeout,
      options: limits.role === undefined ? undefined : `-c role=${limits.role}`,
      application_name: name,
      allowExitOnIdle: true,
    }),
  );
  // A connection that breaks while it is idle is simply replaced.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
