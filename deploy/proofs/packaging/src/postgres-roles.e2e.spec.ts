import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { queryPostgres, makeRoles, onServer, startPostgres, type OwnPostgres } from './postgres-roles.js';
import { runTool } from './tools.js';

let server: OwnPostgres;
const as = (role: string, database = 'carethread') => onServer(server.url, database, role);

let secrets: string;
beforeAll(async () => {
  server = await startPostgres();
  secrets = mkdtempSync(join(tmpdir(), 'carethread-secrets-'));
  expect(runTool(process.execPath, ['deploy/packaging/compose/make-secrets.mjs', secrets]).code).toBe(0);
  makeRoles(server.url, secrets);
}, 120_000);
afterAll(async () => {
  await server.stop();
  rmSync(secrets, { recursive: true, force: true });
});

describe('the roles that compose makes in PostgreSQL', () => {
  it('have passwords, hashed as SCRAM, and no right over the server', async () => {
    const rows = await queryPostgres(
      server.url,
      `SELECT rolname, rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls AS mighty,
              rolpassword LIKE 'SCRAM-SHA-256$%' AS hashed
       FROM pg_authid WHERE rolname LIKE 'carethread%' ORDER BY rolname`,
    );
    expect(rows).toEqual(
      ['carethread_keys', 'carethread_owner', 'carethread_writer'].map((rolname) => ({
        rolname,
        mighty: false,
        hashed: true,
      })),
    );
  });

  it('let the owner make tables, and the writer make none', async () => {
    await queryPostgres(
      as('carethread_owner'),
      'CREATE SCHEMA of_the_owner',
      'CREATE TABLE of_the_owner.facts (n int)',
    );
    await expect(queryPostgres(as('carethread_writer'), 'CREATE SCHEMA of_the_writer')).rejects.toThrow(
      'permission denied for database',
    );
    await expect(queryPostgres(as('carethread_writer'), 'CREATE TABLE public.facts (n int)')).rejects.toThrow(
      'permission denied for schema public',
    );
  });

  it('let the writer do what the owner granted, and neither take triggers away nor grant more', async () => {
    await queryPostgres(
      as('carethread_owner'),
      'CREATE SCHEMA granted',
      'CREATE TABLE granted.facts (n int)',
      'GRANT USAGE ON SCHEMA granted TO carethread_writer',
      'GRANT SELECT, INSERT ON granted.facts TO carethread_writer',
    );
    const writer = as('carethread_writer');
    expect(await queryPostgres(writer, 'INSERT INTO granted.facts VALUES (1)', 'SELECT n FROM granted.facts')).toEqual([
      { n: 1 },
    ]);
    for (const refused of ['UPDATE granted.facts SET n = 2', 'DELETE FROM granted.facts', 'TRUNCATE granted.facts'])
      await expect(queryPostgres(writer, refused)).rejects.toThrow('permission denied for table facts');
    await expect(queryPostgres(writer, 'ALTER TABLE granted.facts DISABLE TRIGGER ALL')).rejects.toThrow(
      'must be owner',
    );
    await queryPostgres(writer, 'GRANT UPDATE ON granted.facts TO carethread_writer'); // a warning, and no grant
    await expect(queryPostgres(writer, 'UPDATE granted.facts SET n = 2')).rejects.toThrow('permission denied');
  });

  it('keep the keys from the writer, and the log from whoever keeps the keys', async () => {
    await expect(queryPostgres(as('carethread_writer', 'carethread_keys'), 'SELECT 1')).rejects.toThrow(
      'permission denied for database "carethread_keys"',
    );
    await expect(queryPostgres(as('carethread_keys', 'carethread'), 'SELECT 1')).rejects.toThrow(
      'permission denied for database "carethread"',
    );
  });

  it('bound how long the writer may hold the log up', async () => {
    expect(await queryPostgres(as('carethread_writer'), 'SHOW statement_timeout')).toEqual([
      { statement_timeout: '30s' },
    ]);
  });
});
